import os
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.source import References, Source, references

articles = ArticlesHere()
EXAMPLES = settings(max_examples=2_000 if os.environ.get("NEWSLETTER_TORTURE") else 80, deadline=None)
SHAPES = (
    "{}",
    "Text {} more",
    "Hard\nwrapped {}\ntext",
    "## {}",
    "- a\n  - {}\n- b",
    "1. one\n\n   {}",
    "> quoted\n> {}",
    "> - {}\n>   more",
    "> [!NOTE]\n> {}",
    "| a | {} |\n|---|---|\n| b | {} |",
    "*{}* and **{}**",
    "`code` {}",
    "```\nLink\n```",
    "Same words\n\nSame words",
)
LINKS = (
    "[Link](https://example.org/n)",
    "https://example.org/n",
    "[Link](todo:)",
    "![Alt](missing:)",
    "<https://example.org/n>",
)


@given(st.lists(st.tuples(st.sampled_from(SHAPES), st.sampled_from(LINKS)), max_size=8))
@EXAMPLES
def test_links_and_pictures_lie_where_they_were_written(parts):
    body = "\n\n".join(shape.replace("{}", link) for shape, link in parts)
    article = articles.article(Source(body))
    found = [body[one.place.start : one.place.end] for one in (*article.links, *article.pictures)]
    assert set(found) <= set(LINKS)
    written = sum(shape.count("{}") for shape, _link in parts)
    assert len(found) == written
    starts = {one.place.start for one in (*article.links, *article.pictures)}
    assert len(starts) == written


@given(st.lists(st.tuples(st.sampled_from(SHAPES), st.sampled_from(LINKS)), max_size=8))
@EXAMPLES
def test_every_place_lies_in_the_text_and_names_its_line(parts):
    body = "\n\n".join(shape.replace("{}", link) for shape, link in parts)
    article = articles.article(Source(body))
    for one in (*article.blocks, *article.links, *article.pictures, *article.headings):
        assert 0 <= one.place.start < one.place.end <= len(body)
        assert one.place.line == body.count("\n", 0, one.place.start) + 1


def test_a_heading_lies_on_its_whole_line():
    body = "Text\n\n## A *heading*\n\n> ### Another"
    places = [heading.place for heading in articles.article(Source(body)).headings]
    assert [body[place.start : place.end] for place in places] == ["## A *heading*", "> ### Another"]
    assert [place.line for place in places] == [3, 5]


def test_what_is_written_twice_has_two_places():
    body = "[a](https://example.org) `[a](https://example.org)`\n\n[a](https://example.org)"
    starts = [link.place.start for link in articles.article(Source(body)).links]
    assert starts == [
        found.start() for found in re.finditer(r"\[a\]", body) if body[found.start() - 1] != "`"
    ]


def test_references_are_what_the_library_is_asked_for():
    body = "![a](asset:0123456789ab)\n{{snippet:one}}\n\n"
    body += "![b](asset:0123456789AB) {{snippet:two}} x\n\n{{snippet:one}}"
    assert references(body) == References(("0123456789ab",), ("one",))
