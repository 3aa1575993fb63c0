"""Shipped mail templates: what stands first, what is said once, and what the sender looks like."""

import dataclasses

import pytest

from newsletter_app.content.article import Article, BlockKind
from newsletter_app.content.newsletter import Newsletter, PostEntry, Shown, TextEntry
from newsletter_app.paths import shipped_templates
from newsletter_app.rendering.contexts import context_of_edition, context_of_post
from newsletter_app.rendering.edition import assemble
from newsletter_app.rendering.html_tree import parse, text_of, walk
from newsletter_app.rendering.mail_page import mail_page
from newsletter_app.rendering.template_filling_here import fill_here
from newsletter_app.rendering.template_sample import ARTICLE, BRAND, INTRODUCTION, PICTURES, POST, WIDE
from newsletter_app.rendering.templates import Templates

TEMPLATES = Templates([shipped_templates()], fill_here)
LOGO = dataclasses.replace(WIDE, sha256="f" * 64, width=600, height=600, alt="A lighthouse")
NAMED = dataclasses.replace(BRAND, name="Harbour", logo=LOGO.sha256)


def page_of(name, context):
    return mail_page(TEMPLATES.render(name, context))


def of_post(name, brand=BRAND, article=ARTICLE, post=POST, **options):
    pictures = {**PICTURES, LOGO.sha256: LOGO}
    return page_of(
        name,
        context_of_post(post, article, brand=brand, pictures=pictures, family="mail", options=options),
    )


def of_edition(name, *entries, title="Spring"):
    item = dataclasses.replace(POST, title="The lead", content_note="")
    newsletter = Newsletter(title, title, preview_text="In short", entries=entries)
    edition = assemble(newsletter, {"p": (item, ARTICLE)}, own={"own": INTRODUCTION}, pictures=PICTURES)
    return page_of(name, context_of_edition(edition, brand=BRAND, pictures=PICTURES, family="mail"))


def found(page, tag):
    return [element for element in walk(parse(page)) if element.tag == tag]


@pytest.mark.parametrize("name", ["letter", "announcement"])
def test_a_square_logo_is_small_and_stands_beside_the_name(name):
    page = of_post(name, NAMED)
    (logo,) = [image for image in found(page, "img") if image.has_class("logo")]
    assert (logo.get("width"), logo.get("height"), logo.get("alt")) == ("56", "56", "")
    assert [text_of(cell) for cell in found(page, "td") if cell.has_class("logo-name")] == ["Harbour"]


def test_a_wide_logo_bears_the_name_itself(monkeypatch):
    monkeypatch.setattr(f"{__name__}.LOGO", dataclasses.replace(LOGO, width=1200, height=200))
    page = of_post("letter", NAMED)
    (logo,) = [image for image in found(page, "img") if image.has_class("logo")]
    assert (logo.get("width"), logo.get("height"), logo.get("alt")) == ("240", "40", "A lighthouse")
    assert "logo-name" not in page


@pytest.mark.parametrize("brand", [NAMED, dataclasses.replace(NAMED, logo="")])
def test_a_letter_without_its_title_still_has_one_heading_of_level_1(brand):
    assert [
        text_of(heading).strip() for heading in found(of_post("letter", brand, show_title="no"), "h1")
    ] == ["Harbour"]
    assert len(found(of_post("letter", brand), "h1")) == 1


def test_the_announcement_shows_a_picture_of_the_text_once():
    html = (
        f'<figure class="figure"><img src="asset:{WIDE.sha256}" alt="A" width="1200" height="800"></figure>'
    )
    block = dataclasses.replace(ARTICLE.blocks[0], kind=BlockKind.PARAGRAPH, html=html)
    post = dataclasses.replace(POST, cover=WIDE.sha256, content_note="")
    for article, times in ((Article(blocks=(block,)), 1), (Article(), 1)):
        assert of_post("announcement", article=article, post=post).count(f"asset:{WIDE.sha256}") == times


def test_the_announcement_says_what_happens_on_the_date():
    what = ARTICLE.events[0].what
    assert f">{what}</p>" in of_post("announcement")
    assert f">{what}</p>" not in of_post("announcement", post=dataclasses.replace(POST, title=what))


@pytest.mark.parametrize("shown", [Shown.FULL, Shown.SUMMARY])
def test_the_announcement_keeps_the_order_and_the_title_of_its_post(shown):
    text = text_of(parse(of_edition("announcement", TextEntry("own"), PostEntry("p", shown))))
    said = text_of(parse("".join(block.html for block in INTRODUCTION.blocks)))[:20]
    assert 0 < text.index(said) < text.index("The lead")


def test_no_line_parts_the_title_of_a_digest_from_its_first_words():
    assert 'class="entry own follows"' in of_edition("digest", TextEntry("own"), PostEntry("p"))
    assert 'class="entry follows"' not in of_edition("digest", PostEntry("p"), TextEntry("own"))


@pytest.mark.parametrize("name", ["letter", "announcement"])
def test_tables_take_their_colour_from_round_them_where_a_window_for_drafts_forgets_it(name):
    assert all("color:inherit" in table.get("style") for table in found(of_post(name, NAMED), "table"))
