"""A theme knows none of our classes: what matters shows by its elements alone."""

import pytest

from newsletter_app.rendering.block_families import block_for
from newsletter_app.rendering.html_tree import parse, text_of


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('<aside class="callout callout-safety" role="note"><p class="callout-title">Safety</p></aside>',
         '<p class="callout-title"><strong>Safety</strong></p>'),
        ('<div class="event"><p class="event-what">Open <em>day</em></p></div>',
         '<p class="event-what"><strong>Open <em>day</em></strong></p>'),
        ('<aside class="content-note" role="note"><p>Violence.</p></aside>', "<p><em>Violence.</em></p>"),
        ('<figcaption>A bridge <span class="credit">J. Example</span></figcaption>',
         '<em class="credit">J. Example</em>'),
    ],
)  # fmt: skip
def test_what_matters_shows_without_a_style_sheet(block, expected):
    made = block_for(block, "blog")
    assert expected in made
    assert text_of(parse(made)) == text_of(parse(block))


@pytest.mark.parametrize(("columns", "boxes"), [(4, 0), (5, 1)])
def test_a_table_too_wide_for_a_phone_scrolls_in_a_box(columns, boxes):
    table = f"<table><tbody><tr>{'<td>1</td>' * columns}</tr></tbody></table>"
    assert block_for(table, "blog").count('<div style="overflow-x:auto">') == boxes


def test_other_blocks_stay_as_they_are():
    assert block_for("<p>A <strong>word</strong>.</p>", "blog") == "<p>A <strong>word</strong>.</p>"
