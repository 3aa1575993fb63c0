"""The program's own texts follow the user's language."""

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsletter_app import i18n


def catalogue(texts: dict[str, str]) -> bytes:
    """Return a catalogue as gettext compiles it (GNU gettext manual, the format of MO files)."""
    texts = {"": "Content-Type: text/plain; charset=UTF-8\n", **texts}
    pairs = sorted((key.encode(), value.encode()) for key, value in texts.items())
    places: tuple[list[int], list[int]] = ([], [])
    words = b""
    start = 28 + 16 * len(pairs)
    for side in (0, 1):
        for pair in pairs:
            places[side].extend((len(pair[side]), start + len(words)))
            words += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + struct.pack(f"<{4 * len(pairs)}I", *places[0], *places[1]) + words


@pytest.fixture
def german(tmp_path: Path) -> Iterator[Path]:
    """A folder of catalogues with one German sentence; English again afterwards."""
    file = tmp_path / "de" / "LC_MESSAGES" / "newsletter_app.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(catalogue({"The library is sound.": "Die Bibliothek ist heil."}))
    yield tmp_path
    i18n.use_language(tmp_path / "nowhere")


def test_a_sentence_is_said_in_the_language_of_its_catalogue(german: Path) -> None:
    i18n.use_language(german, ["de"])
    assert i18n._("The library is sound.") == "Die Bibliothek ist heil."


def test_what_a_catalogue_lacks_stays_english(german: Path) -> None:
    i18n.use_language(german, ["de"])
    assert i18n._("A sentence that nobody has translated.") == "A sentence that nobody has translated."


def test_a_language_without_catalogue_is_english(german: Path) -> None:
    i18n.use_language(german, ["fr"])
    assert i18n._("The library is sound.") == "The library is sound."
    assert i18n.ngettext("{n} post", "{n} posts", 2) == "{n} posts"
