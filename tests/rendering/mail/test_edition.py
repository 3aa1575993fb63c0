"""What a newsletter shows is gathered into plain values."""

import dataclasses
import datetime as dt
import json

import pytest

from newsletter_app.content.article import Article, Block, BlockKind, Picture, Place
from newsletter_app.content.brand import Brand
from newsletter_app.content.newsletter import (
    ButtonEntry,
    DividerEntry,
    HeadingEntry,
    Newsletter,
    PostEntry,
    Shown,
    TextEntry,
)
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.block_families import within_a_page
from newsletter_app.rendering.contexts import context_of_edition, context_of_post
from newsletter_app.rendering.dates import long_date
from newsletter_app.rendering.edition import ShownText, assemble
from newsletter_app.rendering.source import Source
from newsletter_app.rendering.summing_up import beginning, summary_of
from newsletter_app.rendering.template_sample import BRAND, PICTURES, TALL, WIDE, sample_edition

HERE = Place(0, 0, 1)


def article(*paragraphs, pictures=(), words=0):
    blocks = tuple(Block(BlockKind.PARAGRAPH, f"<p>{text}</p>", HERE) for text in paragraphs)
    return Article(blocks, pictures=pictures, words=words)


def post(**more):
    return Post(record=Record(id="one", version=1), **({"title": "One"} | more))


def shown(made, text=None, shown=Shown.SUMMARY, pictures=PICTURES, **more):
    newsletter = Newsletter("N", "S", entries=(PostEntry("one", shown),), **more)
    return assemble(newsletter, {"one": (made, text or article())}, own={}, pictures=pictures)


def test_entries_keep_their_order_and_kind():
    entries = (
        HeadingEntry("H"),
        PostEntry("one", Shown.FULL),
        TextEntry("own"),
        ButtonEntry("B", "u"),
        DividerEntry(),
    )
    own = article("Own")
    edition = assemble(
        Newsletter("N", "S", entries=entries), {"one": (post(), article())}, own={"own": own}, pictures={}
    )
    kinds = [type(entry).__name__ for entry in edition.entries]
    assert kinds == ["HeadingEntry", "ShownPost", "ShownText", "ButtonEntry", "DividerEntry"]
    assert edition.entries[2] == ShownText(own)
    assert edition.posts[0].shown == Shown.FULL


def test_a_post_that_is_missing_or_in_the_bin_is_left_out_with_a_note():
    gone = dataclasses.replace(
        post(title="Gone"), record=Record(id="two", version=1, deleted=dt.datetime.now(dt.UTC))
    )
    newsletter = Newsletter("N", "S", entries=(PostEntry("two"), PostEntry("three")))
    edition = assemble(newsletter, {"two": (gone, article())}, own={}, pictures={})
    assert edition.entries == ()
    assert edition.notes == (
        "“Gone” is in the bin and was left out.",
        "The post three is not in the library and was left out.",
    )


def test_a_summary_falls_back_to_the_first_sentences():
    assert shown(post(summary=" Said\n so. "), article("Text.")).posts[0].summary == "Said so."
    long = "This is a sentence of some length, as they are. " * 10
    summary = (
        shown(post(), article("First <em>one</em><sup id='fnref-1'><a href='#fn-1'>1</a></sup>.", long))
        .posts[0]
        .summary
    )
    assert summary.startswith("First one. This is")
    assert summary.endswith("are.")
    assert len(summary) <= 200


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("- One thing\n- Another\n  thing", "One thing; Another thing"),
        ("We met:\n\n1. Tea.\n\n2. Cake", "We met: Tea. Cake"),
        ("One line<br>two<br>\nthree", "One line two three"),
        ("> One.\n>\n> Two.\n\nThree.", "One. Two. Three."),
    ],
)
def test_a_summary_runs_no_points_or_lines_together(body, summary):
    assert summary_of(post(), ArticlesHere().article(Source(body))) == summary


def test_a_post_without_an_address_has_no_link_and_a_note():
    edition = shown(post())
    assert edition.posts[0].url == ""
    assert edition.notes == ("“One” has no address yet, so readers cannot read on.",)
    assert shown(post(published_at="https://example.org/a")).notes == ()
    assert shown(post(), shown=Shown.FULL).notes == ()
    assert shown(post(published_at="javascript:alert(1)")).posts[0].url == ""


def test_the_cover_stands_for_a_post_else_its_first_picture():
    first = Picture(TALL.sha256, "", "Alt in the text", "", "", HERE)
    assert shown(post(cover=WIDE.sha256), article(pictures=(first,))).posts[0].cover == WIDE
    assert shown(post(), article(pictures=(first,))).posts[0].cover == dataclasses.replace(
        TALL, alt="Alt in the text"
    )
    assert shown(post(cover="9" * 64)).posts[0].cover is None


def test_a_picture_of_a_post_with_a_content_note_is_not_shown_unasked():
    first = Picture(TALL.sha256, "", "", "", "", HERE)
    assert shown(post(content_note="Hard to read."), article(pictures=(first,))).posts[0].cover is None


def preview(introduction=None, made=None, **more):
    newsletter = Newsletter("N", "The subject", introduction="intro", entries=(PostEntry("one"),), **more)
    own = {"intro": introduction or article()}
    return assemble(newsletter, {"one": (made or post(), article())}, own=own, pictures={}).preview_text


def test_the_preview_text_is_the_one_given():
    assert preview(preview_text=" Short and true. ") == "Short and true."


def test_else_it_is_the_beginning_of_the_introduction_without_the_greeting():
    assert (
        preview(article("Dear reader,", "Spring is here. " * 20))
        == "Spring is here. " * 4 + "Spring is here."
    )
    assert len(preview(article("word " * 100))) <= 90


def test_it_never_repeats_the_subject():
    assert preview(article("The subject."), post(title="Another")) == "Another"


def test_a_graphic_entry_never_becomes_the_preview_text():
    assert preview(made=post(title="Graphic", summary="Graphic too.", content_note="Violence.")) == ""
    assert preview(made=post(title="Mild")) == "Mild"


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [("", 10, ""), ("One two.", 20, "One two."), ("One. Two", 6, "One."), ("Onetwothreefour", 8, "Onetwot…"),
     ("“Yes.” She said no more than that", 12, "“Yes.”")],
)  # fmt: skip
def test_beginnings_are_cut_where_a_reader_would(text, longest, expected):
    assert beginning(text, longest) == expected


def test_dates_are_written_as_readers_do():
    day = dt.date(2027, 3, 4)
    assert [long_date(day, tag) for tag in ("en-GB", "en-US", "de-AT", "cy", "tlh")] == [
        "4 March 2027",
        "March 4, 2027",
        "4. März 2027",
        "4 Mawrth 2027",
        "2027-03-04",
    ]
    assert long_date(dt.date(2027, 3, 1), "fr") == "1er mars 2027"
    assert long_date(None, "en") == ""


def test_contexts_are_plain_enough_for_json():
    for family in ("mail", "blog", "page"):
        edition = context_of_edition(sample_edition(), brand=BRAND, pictures=PICTURES, family=family)
        alone = context_of_post(post(), article("A"), brand=Brand(), pictures={}, family=family)
        assert json.loads(json.dumps(edition)) == edition
        assert json.loads(json.dumps(alone)) == alone


def test_contexts_only_link_to_real_addresses():
    newsletter = Newsletter("N", "S", entries=(ButtonEntry("B", "javascript:alert(1)"),))
    edition = assemble(newsletter, {}, own={}, pictures={})
    brand = Brand(website="data:text/html,x", contact="news@example.org")
    context = context_of_edition(
        edition, brand=brand, pictures={}, family="mail", unsubscribe="mailto:a@example.org"
    )
    assert context["edition"]["entries"][0]["url"] == context["brand"]["website"] == ""
    assert context["brand"]["contact_mail"] == "news@example.org"
    assert context["unsubscribe"] == "mailto:a@example.org"


def test_several_articles_on_a_page_keep_their_anchors_apart():
    block = '<h2 id="a">A</h2><p>Text with id="b" in it <a href="#a">x</a></p><h6>F</h6>'
    assert within_a_page(block, 2) == (
        '<h3 id="p2-a">A</h3><p>Text with id="b" in it <a href="#p2-a">x</a></p><h6>F</h6>'
    )
