"""Bytes become text, or a sentence that names file and byte."""

import pytest

from newsletter_app.errors import CannotImport
from newsletter_app.importing.base import SourceFile
from newsletter_app.importing.decoding import decoded


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_files_of_every_kind_are_read(encoding: str):
    assert decoded(SourceFile("a.txt", "Café “1”\nzwei".encode(encoding))).text == "Café “1”\nzwei"


def test_a_file_that_is_not_utf_8_is_named_with_its_first_bad_byte():
    with pytest.raises(CannotImport) as refused:
        decoded(SourceFile("old.txt", "One\nCaf\u00e9".encode("latin-1")))

    assert refused.value.message == "“old.txt” is not UTF-8 text: byte 8 (0xE9, line 2) cannot be read."
    assert refused.value.hint == "Open it in the program it comes from and save it as UTF-8 text."


def test_control_characters_are_dropped_with_a_note():
    text = decoded(SourceFile("a.txt", b"A \x00fine\x07 day, with words enough.\x1b"))

    assert text.text == "A fine day, with words enough."
    assert text.notes == ("3 characters that are no text were left out.",)


@pytest.mark.parametrize(
    "data", [b"", b" \n\n\t", "\ufeff".encode(), "\u00a0\n\u00a0".encode(), "\u200b\ufeff \n".encode()]
)
def test_a_file_without_text_is_empty(data: bytes):
    with pytest.raises(CannotImport, match=r"“a\.txt” is empty\."):
        decoded(SourceFile("a.txt", data))


@pytest.mark.parametrize("data", [bytes(range(9)) * 40, "words".encode("utf-16-le") * 9, b"\x00" * 100])
def test_bytes_that_are_no_text_are_refused(data: bytes):
    with pytest.raises(CannotImport, match=r"“a\.txt” is not a text file\."):
        decoded(SourceFile("a.txt", data))


def test_every_line_end_becomes_one():
    assert decoded(SourceFile("a.txt", "a\r\nb\rc\x0bd\u2028e\u2029f".encode())).text == "a\nb\nc\nd\ne\n\nf"
