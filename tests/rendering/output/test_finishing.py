"""What must not leave the house is taken out, and said."""

import pytest

from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.finishing import finish
from newsletter_app.rendering.source import Source

LEFT_OUT = "A picture is missing and was left out"


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ("Words <img src=x onerror=alert(1)>", f"{LEFT_OUT}."),
        ('Words <img src="data:image/png;base64,AAAA" alt="A hall">', f"{LEFT_OUT}: “A hall”."),
        ("Words ![A hall](missing:)", f"{LEFT_OUT}: “A hall”."),
        ("Words ![](missing:)", f"{LEFT_OUT}."),
    ],
)
def test_a_picture_that_is_nowhere_goes_with_a_note(body, note):
    done = finish(ArticlesHere().article(Source(body)))
    assert [block.html.replace(" ", "") for block in done.article.blocks] == ["<p>Words</p>"]
    assert done.notes == (note,)


def test_a_picture_that_is_somewhere_stays():
    done = finish(ArticlesHere().article(Source('<img src="https://example.org/a.png" alt="A">')))
    assert "https://example.org/a.png" in done.article.blocks[0].html
    assert done.notes == ()


def test_a_snippet_that_is_nowhere_goes_with_a_note():
    done = finish(ArticlesHere().article(Source("Words\n\n{{snippet:contact}}\n\nMore words")))
    assert [block.html for block in done.article.blocks] == ["<p>Words</p>", "<p>More words</p>"]
    assert done.notes == ("There is no snippet called “contact”. It was left out.",)
