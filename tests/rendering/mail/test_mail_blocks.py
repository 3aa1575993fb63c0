"""Blocks become what mail programs show rightly."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.rendering.html_tree import parse, text_of, walk
from newsletter_app.rendering.mail_blocks import mail_block
from newsletter_app.rendering.template_sample import ARTICLE

IMAGE = '<img src="asset:{}" alt="A &quot;b&quot;" width="1200" height="600">'.format("a" * 64)


def elements(html, tag):
    return [element for element in walk(parse(html)) if element.tag == tag]


@pytest.mark.parametrize(
    "block", ["<p>A <strong>b</strong></p>", "<h2 id='a'>A</h2>", "<ul><li>a</li></ul>", "<hr>"]
)
def test_text_stays_as_it_is(block):
    assert mail_block(block) == block


def test_a_picture_fits_the_column_and_keeps_its_shape():
    (image,) = elements(mail_block(f'<figure class="figure">{IMAGE}</figure>'), "img")
    assert (image.get("width"), image.get("height"), image.get("alt")) == ("552", "276", 'A "b"')


def test_a_small_picture_is_not_made_larger():
    (image,) = elements(
        mail_block('<p><img src="https://example.org/a.png" alt="" width="90" height="30"></p>'), "img"
    )
    assert (image.get("width"), image.get("style")) == ("90", "max-width:90px")


def test_a_caption_stands_in_its_own_cell():
    made = mail_block(
        f'<figure class="figure">{IMAGE}<figcaption>C <span class="credit">D</span></figcaption></figure>'
    )
    assert '<td class="caption">C <span class="credit">D</span></td>' in made


def test_two_pictures_stand_side_by_side_in_outlook_too():
    made = mail_block(f'<div class="gallery">{4 * f"<figure>{IMAGE}</figure>"}</div>')
    assert [image.get("width") for image in elements(made, "img")] == ["268"] * 4
    assert made.count("<!--[if mso]>") == made.count("<![endif]-->") == 5
    ghosts = "".join(re.findall(r"<!--\[if mso\]>(.*?)<!\[endif\]-->", made))
    for tag in ("table", "tr", "td"):
        assert ghosts.count(f"<{tag}") == ghosts.count(f"</{tag}>")


def test_the_first_of_three_pictures_stands_wide_unless_it_is_upright():
    made = mail_block(f'<div class="gallery">{3 * f"<figure>{IMAGE}</figure>"}</div>')
    assert [image.get("width") for image in elements(made, "img")] == ["552", "268", "268"]
    upright = re.sub('height="[0-9]+"', 'height="1800"', IMAGE)
    made = mail_block(f'<div class="gallery">{3 * f"<figure>{upright}</figure>"}</div>')
    assert [image.get("width") for image in elements(made, "img")] == ["268"] * 3


def test_a_wide_table_of_data_scrolls_in_a_box_of_its_own():
    made = mail_block("<table><tbody><tr><td>1</td></tr></tbody></table>")
    assert made.startswith('<div class="wide"><table class="data"')


def test_a_button_is_a_cell_with_a_real_link():
    made = mail_block(
        '<p class="button"><a class="button" href="https://example.org/?a=1&amp;b=2">A &amp; b</a></p>'
    )
    assert (
        '<td class="button-cell"><a class="button-link" href="https://example.org/?a=1&amp;b=2">A &amp; b</a>'
        in made
    )


def test_a_call_out_keeps_its_kind_and_its_role():
    made = mail_block(
        '<aside class="callout callout-safety" role="note"><p class="callout-title">Safety</p></aside>'
    )
    (table,) = elements(made, "table")
    assert table.has_class("callout-safety")
    assert '<div role="note">' in made


def test_an_event_says_what_when_and_where():
    made = mail_block(
        '<div class="event" data-event="1"><p class="event-what">Open evening</p>'
        "<dl><dt>When</dt><dd>Friday</dd><dt>Where</dt><dd>Hall</dd></dl></div>"
    )
    assert text_of(parse(made)) == "Open eveningWhenFridayWhereHall"
    assert elements(made, "dl") == []


def test_boxes_within_boxes_are_changed_too():
    made = mail_block(
        f'<blockquote><figure class="figure">{IMAGE}</figure><table><tr><th>a</th></tr></table></blockquote>'
    )
    assert [table.get("class") for table in elements(made, "table")] == ["quote", "figure", "data"]


@pytest.mark.parametrize("block", ARTICLE.blocks, ids=lambda block: block.kind)
def test_no_word_is_lost(block):
    plain = "".join(text_of(parse(block.html)).split())
    assert "".join(text_of(parse(mail_block(block.html))).split()) == plain


@pytest.mark.parametrize("block", ARTICLE.blocks, ids=lambda block: block.kind)
def test_every_layout_table_has_its_role(block):
    for table in elements(mail_block(block.html), "table"):
        assert (table.get("role") == "presentation") != table.has_class("data")


@settings(max_examples=40)
@given(st.text(alphabet="<>/figuredvasp \"'=\ue000\ue001openx&;", max_size=80))
def test_whatever_comes_in_no_comment_comes_out_of_it(text):
    made = mail_block(f"<figure>{text}</figure><div class='gallery'>{text}</div>")
    ghosts = re.findall(r"<!--\[if mso\]>.*?<!\[endif\]-->", made, re.DOTALL)
    assert made.count("<!--") == len(ghosts) <= 2
