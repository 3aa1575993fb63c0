"""A Markdown file becomes one post, its front matter what is known about it."""

import datetime as dt

import pytest

from newsletter_app.content.kinds import Status
from newsletter_app.errors import CannotImport
from newsletter_app.importing.base import PictureBeside, ReadPost, SourceFile
from newsletter_app.importing.markdown_file import MarkdownFile

FULL = """---
title: "Spring meeting: what came of it"
slug: spring-meeting
summary: Two lines
  of summary.
byline: Ana Mayer
tags: [events, harbour]
language: cy
status: ready
date: 2027-03-14
cover: img/hall.png
content_note: Speaks of grief.
---

Words.
"""


def read(text: str, name: str = "meeting.md") -> ReadPost:
    (post,) = MarkdownFile().read(SourceFile(name, text.encode()))
    return post


def test_every_field_of_the_front_matter_is_taken():
    read_post = read(FULL)
    post = read_post.post

    assert (post.title, post.summary, post.byline) == (
        "Spring meeting: what came of it",
        "Two lines of summary.",
        "Ana Mayer",
    )
    assert (post.tags, post.language, post.status) == (("events", "harbour"), "cy", Status.READY)
    assert (post.date, post.content_note) == (dt.date(2027, 3, 14), "Speaks of grief.")
    assert (read_post.slug, read_post.cover, read_post.parts) == (
        "spring-meeting",
        "img/hall.png",
        ("Words.",),
    )
    assert read_post.notes == ()


def test_names_of_other_programs_are_understood():
    post = read(
        "---\nauthor: Ana\ndescription: Short\ncategories: one, two\nlang: de\n---\n# T\n\nWords."
    ).post

    assert (post.byline, post.summary, post.tags, post.language) == ("Ana", "Short", ("one", "two"), "de")


def test_what_the_front_matter_says_wrongly_is_noted_and_left_out():
    read_post = read(
        "---\ntitle: T\nstatus: final\nlanguage: English please\ndate: soon\nlayout: wide\n---\nWords."
    )

    assert read_post.post.status == Status.DRAFT
    assert (read_post.post.language, read_post.post.date) == ("en-GB", None)
    assert read_post.notes == (
        "The front matter's “layout” is not known here and was left out.",
        "The front matter's status “final” could not be used and was left out.",
        "The front matter's language “English please” could not be used and was left out.",
        "The front matter's date “soon” could not be used and was left out.",
    )


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2027-03-14", (2027, 3, 14)),
        ("2027-03-14T10:00:00Z", (2027, 3, 14)),
        ("'2027-03-14 10:00'", (2027, 3, 14)),
    ],
)
def test_a_date_may_have_a_time(written: str, date: tuple[int, int, int]):
    assert read(f"---\ntitle: T\ndate: {written}\n---\nWords.").post.date == dt.date(*date)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# A *fine* [day](https://example.org)\n\nWords.", "A fine day", "Words."),
        ("A fine day\n==========\n\nWords.", "A fine day", "Words."),
        ("Words first.\n\n# A fine day\n\n## Then\n", "A fine day", "Words first.\n\n## Then"),
        ("```\n# code\n```\n\n# A fine day\n\nWords.", "A fine day", "```\n# code\n```\n\nWords."),
        ("## Only a second one\n\nWords.", "meeting", "## Only a second one\n\nWords."),
        ("Words.", "meeting", "Words."),
        ("---\ntitle: Known\n---\n# Kept\n\nWords.", "Known", "# Kept\n\nWords."),
    ],
)
def test_the_title_is_the_front_matters_else_the_first_heading_else_the_files_name(text, title, body):
    post = read(text)

    assert (post.post.title, post.parts) == (title, (body,))


def test_pictures_beside_are_found_with_all_that_is_said_of_them():
    post = read('# T\n\n![A hall](img/town%20hall.png "The hall"){credit="Ana"}\n')

    assert post.pictures == (PictureBeside("img/town hall.png", "A hall", "The hall", "Ana"),)
    assert post.body(("asset:0123456789ab",)) == '![A hall](asset:0123456789ab "The hall"){credit="Ana"}'


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("![a](<my hall.png>)", ["my hall.png"]),
        ("![a](one.png) ![b](two.png)", ["one.png", "two.png"]),
        ("[![a](one.png)](https://example.org)", ["one.png"]),
        ("![a][hall]\n\n[hall]: hall.png\n", ["hall.png"]),
        ("`![a](one.png)`", []),
        ("```\n![a](one.png)\n```\n", []),
        (
            "![a](https://example.org/a.png) ![b](missing:) ![c](asset:0123456789ab)",
            [],
        ),
        ("[a](one.png)", []),
        ("\\![a](one.png)", []),
    ],
)
def test_only_pictures_beside_are_taken(text: str, places: list[str]):
    assert [picture.place for picture in read(f"# T\n\n{text}").pictures] == places


def test_non_breaking_spaces_become_spaces():
    assert read("# T\n\nOne\u00a0two.\n\n\u00a0\n\n\u00a0 Three.").parts == ("One two.\n\n\n\nThree.",)


def test_front_matter_that_cannot_be_read_names_file_and_line():
    with pytest.raises(CannotImport, match=r"“meeting\.md”, line \d: ") as refused:
        read("---\ntitle: T\ntags: [one\n---\nWords.")

    assert refused.value.hint


def test_aliases_that_grow_without_end_are_refused():
    bomb = (
        "---\na: &a [x, x]\n"
        + "".join(f"{c}: &{c} [*{b}, *{b}]\n" for b, c in zip("abcdefgh", "bcdefghi", strict=True))
        + "---\n"
    )

    with pytest.raises(CannotImport):
        read(bomb)
