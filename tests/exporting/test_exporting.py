import email
from email import policy

import pytest

from newsletter_app.content.newsletter import Newsletter, PostEntry, Shown
from newsletter_app.content.post import Post
from newsletter_app.errors import CannotExport, ContentError, Missing
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.exporting import Exporting
from newsletter_app.paths import shipped_templates
from newsletter_app.rendering.article_worker import ArticlesInWorker
from newsletter_app.rendering.front_matter import split
from newsletter_app.rendering.template_filling import FillInWorker
from newsletter_app.rendering.templates import Templates
from newsletter_app.worker import Worker


def test_a_post_and_its_pictures_are_written(sample, exporting, tmp_path):
    exported = exporting.export(sample.post, "blog", tmp_path / "post.html")
    html = (tmp_path / "post.html").read_text()
    assert exported.files[0] == tmp_path / "post.html"
    assert html.count("<img ") == 3
    assert "<html" not in html
    assert "<style" not in html


def test_what_was_left_out_is_said(sample, exporting):
    notes = exporting.page(sample.post, "blog").notes
    assert any("link to be found" in note for note in notes)
    assert any("A photo that was lost" in note for note in notes)
    assert any("Reading group" in note for note in notes)


def test_a_lost_link_keeps_its_text_and_a_merge_field_its_fallback(sample, exporting):
    assert "<p>Dear friend, here is a link to be found and" in exporting.page(sample.post, "blog").text


@pytest.mark.parametrize("target", ["blog", "page", "wordpress"])
def test_pictures_may_stand_inside(target, sample, exporting, tmp_path):
    exported = exporting.export(sample.post, target, tmp_path / "a.html", Choices(pictures="inline"))
    assert 'src="data:image/png;base64,' in (tmp_path / "a.html").read_text()
    assert not any(file.suffix == ".png" for file in exported.files)


def test_other_targets_say_that_pictures_cannot_stand_inside(sample, exporting):
    page = exporting.page(sample.post, "email", Choices(pictures="inline"))
    assert "data:" not in page.text
    assert any("inside" in note for note in page.notes)


def test_an_event_has_a_calendar_file_and_a_link_to_it(sample, exporting):
    page = exporting.page(sample.post, "page")
    (file,) = page.files
    assert file.media_type == "text/calendar"
    assert f'href="{file.name}"' in page.text


def test_a_draft_carries_pictures_and_calendar_inside(sample, exporting):
    page = exporting.page(sample.newsletter, "eml")
    message = email.message_from_string(page.text, policy=policy.default)
    types = [part.get_content_type() for part in message.walk()]
    assert types[:5] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
    ]
    assert types.count("image/png") == 4
    assert types[-1] == "text/calendar"
    html = next(part for part in message.walk() if part.get_content_type() == "text/html").get_content()
    for part in message.walk():
        if part.get_content_maintype() == "image":
            assert f"cid:{part['Content-ID'].strip('<>')}" in html
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert 'src="http' not in html


def test_text_and_mail_say_the_same_in_a_draft(sample, exporting):
    message = email.message_from_string(exporting.page(sample.newsletter, "eml").text, policy=policy.default)
    text = message.get_body(("plain",)).get_content()
    for words in ("Spring news", "Outcomes", "leave it", "A first meeting", "of our own", "1 Long Street"):
        assert words in text


def test_newsletters_show_each_post_as_it_was_chosen(sample, exporting):
    text = exporting.page(sample.newsletter, "text").text
    assert text.count("A first meeting\n---------------") == 2
    assert text.count("A meeting took place.") == 1


def test_a_hand_over_folder_is_enough_without_the_program(sample, exporting, tmp_path):
    exporting.export(sample.newsletter, "folder", tmp_path / "pack")
    names = {
        str(file.relative_to(tmp_path / "pack")) for file in (tmp_path / "pack").rglob("*") if file.is_file()
    }
    assert {"newsletter.html", "newsletter.txt", "newsletter.eml", "blog/spring-news.html"} <= names
    assert {"blog/a-first-meeting.html", "blog/a-first-meeting.wordpress.html"} <= names


def test_markdown_keeps_the_text_as_it_was_written(sample, exporting):
    page = exporting.page(sample.post, "markdown")
    fields, body = split(page.text)
    assert fields["title"] == sample.post.title
    assert fields["tags"] == list(sample.post.tags)
    assert fields["date"] == sample.post.date
    assert fields["cover"] == f"assets/{sample.post.cover}.png"
    for asset in page.pictures:
        body = body.replace(f"assets/{asset.file_name}", f"asset:{asset.sha256}")
    table = next(asset for asset in page.pictures if asset.name == "table.png")
    assert body == sample.post.body.replace(f"asset:{table.sha256[:12]}", f"asset:{table.sha256}")


def test_several_posts_go_into_one_folder(sample, exporting, tmp_path):
    exporting.export_several((sample.post, sample.short, sample.short), "markdown", tmp_path / "posts")
    names = sorted(file.name for file in (tmp_path / "posts").iterdir())
    assert names == ["a-first-meeting-2.md", "a-first-meeting.md", "assets", f"{sample.post.record.slug}.md"]


def test_an_unknown_target_is_named_with_the_nearest(sample, exporting):
    with pytest.raises(CannotExport, match="wordpres") as caught:
        exporting.page(sample.post, "wordpres")
    assert "wordpress" in caught.value.hint


def test_an_unknown_template_is_named_with_the_nearest(sample, exporting):
    with pytest.raises(Missing, match="digst") as caught:
        exporting.page(sample.newsletter, "email", Choices(template="digst"))
    assert "digest" in caught.value.hint


@pytest.mark.parametrize(
    ("target", "choices"),
    [
        ("text", Choices(template="digest")),
        ("text", Choices(options={"links": "sideways"})),
        ("markdown", Choices(options={"links": "inline"})),
        ("email", Choices(options={"no_such": "1"})),
    ],
)
def test_a_choice_that_means_nothing_is_refused(target, choices, sample, exporting):
    with pytest.raises((CannotExport, ContentError)) as caught:
        exporting.page(sample.post, target, choices)
    assert caught.value.message.endswith(".")


def test_what_has_no_title_is_not_exported(exporting):
    with pytest.raises(CannotExport, match="no title"):
        exporting.page(Post(), "blog")


def test_a_post_that_is_gone_is_left_out_with_a_note(exporting):
    newsletter = Newsletter(title="N", subject="N", entries=(PostEntry("aaaaaaaaaaaa", Shown.FULL),))
    for target in ("email", "text", "markdown", "folder", "wordpress"):
        assert exporting.page(newsletter, target).notes or target == "markdown"


def test_the_clipboard_holds_blocks_and_says_what_to_upload(sample, exporting):
    clipboard = exporting.clipboard(sample.post)
    assert clipboard.text.startswith("<!-- wp:")
    assert clipboard.html == clipboard.text
    assert '<img alt="A flip chart"/>' in clipboard.text
    assert "asset:" not in clipboard.text
    assert clipboard.notes[0] == "There are 3 pictures to upload in the blog's editor."


def test_a_fitting_file_name_is_offered(sample, exporting):
    assert exporting.file_name(sample.newsletter, "eml") == "Spring news.eml"
    assert exporting.file_name(sample.post, "folder") == "New report outcomes next steps"


def test_the_worker_makes_the_same_pages(sample, exporting):
    with Worker() as worker:
        templates = Templates([shipped_templates()], FillInWorker(worker))
        outside = Exporting(sample.library, ArticlesInWorker(worker), templates)
        for target in ("email", "blog", "text"):
            assert outside.page(sample.newsletter, target) == exporting.page(sample.newsletter, target)
