"""Words that were links are told from words that were not."""

import pytest

from newsletter_app.importing.lost_links import lost_links


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You can download the report here.", ["here"]),
        ("Please find the full article here", ["here"]),
        ("Click here to register.", ["here"]),
        ("Book here. Read the minutes here!", ["here", "here"]),
        ("The slides are available (here).", ["here"]),
        ("Follow this link to sign up.", ["this link"]),
        ("Read more", ["Read more"]),
        ("Continue reading …", ["Continue reading"]),
    ],
)
def test_words_that_were_links(text: str, words: list[str]):
    assert [text[start:end] for start, end in lost_links(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "We are here.",
        "Here is the news.",
        "Spring is finally here.",
        "The people here read a lot.",
        "Download the report here: https://example.org/report",
        "Read more about ferries in the library.",
        "There was nowhere to go; the sphere turned.",
    ],
)
def test_words_that_were_none(text: str):
    assert lost_links(text) == ()
