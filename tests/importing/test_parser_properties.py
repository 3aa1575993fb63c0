"""Whatever the bytes are, an importer reads them or says why not; no word is lost on the way."""

import os
import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsletter_app.errors import CannotImport
from newsletter_app.importing.base import SourceFile
from newsletter_app.importing.decoding import decoded
from newsletter_app.importing.lost_links import lost_links
from newsletter_app.importing.markdown_file import MarkdownFile
from newsletter_app.importing.markdown_pictures import parted_at_pictures
from newsletter_app.importing.plain_text import PlainText
from newsletter_app.importing.registry import IMPORTERS
from newsletter_app.importing.text_pictures import parted
from newsletter_app.importing.wire import as_json, from_json
from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.source import Source

MANY = 2_000 if os.environ.get("NEWSLETTER_TORTURE") else 120

SIGNS = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            "\u00a0",
            "\n\u00a0\n\u00a0\n",
            "  ",
            "\r\n",
            "\t",
            "---\n",
            "# ",
            "> ",
            "1. ",
            "2) ",
            "- ",
        ),
        *(
            "here.",
            "Please find it here.",
            "said:",
            "“",
            "”",
            "![",
            "](",
            ")",
            "[",
            "]",
            "a.png",
            "<",
            ">",
            "`",
            "```",
        ),
        *(
            "*",
            "_",
            "~~",
            "\\",
            "{{",
            "}}",
            "&amp;",
            "|",
            "=",
            ":",
            "\x00",
            "\x1b",
            "\ufeff",
            "title: x\n",
            "a@b.c",
        ),
        *(
            "https://example.org/a_b",
            "Photo",
            "aB",
            "3D",
            "…",
            "\u200b",
            "\u2028",
            "é",
            "😀",
            "word",
            "Two words",
        ),
    ]
)
MIXED = st.lists(st.one_of(SIGNS, st.text(max_size=6)), max_size=60).map("".join)
WORD = re.compile(r"\w+")


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
@settings(max_examples=MANY, deadline=None)
@given(data=st.one_of(st.binary(max_size=200), MIXED.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_are_read_or_refused_in_words(importer, data):
    try:
        posts = importer.read(SourceFile("some.txt", data))
    except CannotImport as refused:
        assert refused.message.startswith("“some.txt”")  # noqa: PT017 - both ways out are right
        return
    assert posts
    for post in posts:
        assert post.post.title.strip()
        assert len(post.parts) == len(post.pictures) + 1
        assert from_json(as_json(post)) == post


@settings(max_examples=MANY, deadline=None)
@given(st.lists(MIXED, min_size=1, max_size=6))
@example(["https://example.org/a_b&amp;"])
@example(["https://example.org/a_b<?"])
@example(["&amp;Photo\n\n---\n"])
def test_no_word_of_a_plain_text_is_lost(paragraphs):
    text = "A title of some words\n\nThe first paragraph is here.\n\n" + "\n\n".join(paragraphs)

    posts = PlainText().read(SourceFile("some.txt", text.encode("utf-8", "replace")))

    came = " ".join(f"{post.post.title} {shown(post.parts[0])}" for post in posts)
    came = came.replace("](missing:)", "")
    assert letters(came) == letters(text.encode("utf-8", "replace").decode())


def letters(text: str) -> str:
    """Return what a reader must find again: letters only, for signs and numbers become Markdown's."""
    return "".join(character for character in text if character.isalpha())


def shown(markdown: str) -> str:
    """Return the Markdown as a reader sees it, for the signs that our own Markdown uses."""
    plain = re.sub(r"\]\(todo:\)", "", markdown)
    *parts, last = re.split(f"({LITERAL})", plain)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return "".join(f"{unmarked(words)}{literal}" for words, literal in pairs) + unmarked(last)


LITERAL = r"!\[[^\]]*\]\(missing:\)|(?<![\w@/.:-])https?://[^\s<>\[\]\"`*\\]+"
"""What our Markdown reads as it stands, an "&amp;" within it too: what a picture shows, and an address."""


def unmarked(words: str) -> str:
    """Return words without their marks, each entity as the character it stands for."""
    return unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", words))


@settings(max_examples=MANY, deadline=None)
@given(MIXED)
@example("https://example.org/a_b&amp;c=d&amp;copy;")
@example("https://example.org/a_b<a.png")
@example("here.https://example.org/a_b&amp;")
def test_a_paragraph_is_rendered_as_it_was_written(middle):
    line = " ".join(f"Begin {middle} end.".split())
    if lost_links(line) or "\\" in middle:
        return
    text = f"Title\n\nThe first paragraph.\n\n{line}"
    (post,) = PlainText().read(SourceFile("some.txt", text.encode("utf-8", "replace")))

    html = ArticlesHere().article(Source(post.parts[0])).html

    assert letters(unescape(re.sub(r"<[^>]+>", " ", html))) == letters(
        "The first paragraph." + line.encode("utf-8", "replace").decode()
    )


@settings(max_examples=MANY, deadline=None)
@given(st.text(max_size=80))
def test_parting_descriptions_loses_only_spaces(text):
    line = " ".join(text.split())

    assert "".join(parted(line)).replace(" ", "") == line.replace(" ", "")


@settings(max_examples=MANY, deadline=None)
@given(MIXED)
def test_parting_at_pictures_takes_out_the_addresses_only(text):
    parts, pictures = parted_at_pictures(text)

    assert len(parts) == len(pictures) + 1
    rest = text
    for part in parts:
        assert part in rest
        rest = rest[rest.index(part) + len(part) :]


@settings(max_examples=MANY, deadline=None)
@given(MIXED)
def test_a_markdown_body_gains_no_words(text):
    source = f"---\ntitle: Kept\n---\n\nBegin {text}".encode("utf-8", "replace")
    try:
        (post,) = MarkdownFile().read(SourceFile("some.md", source))
    except CannotImport:  # so many control characters are no text
        return

    assert set(WORD.findall("".join(post.parts))) <= set(
        WORD.findall(decoded(SourceFile("some.md", source)).text)
    )
