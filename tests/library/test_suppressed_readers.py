"""Nobody who left comes back by an import, however their address is spelled."""

import hmac
import shutil

import pytest

from newsletter_app.content.contact import Arrival, Consent, Contact
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.readers import BroughtIn

PEOPLE = 1_000
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(ord("a"), ord("z") + 1)})


def hashed(key: str) -> str:
    return hmac.new(b"a key", key.encode(), "sha256").hexdigest()


def hashed_otherwise(key: str) -> str:
    return hmac.new(b"another key", key.encode(), "sha256").hexdigest()


def spellings(number: int) -> list[str]:
    local, domain = f"person.{number}", "bücher.example"
    plain = f"{local}@{domain}"
    return [
        plain,
        plain.upper(),
        f"\t {plain} ",
        plain.replace("son", "s\u200bon"),
        f"\ufeff{local.translate(WIDE)}@{domain}",
        f"{local}@xn--bcher-kva.example",
        f'"{local}"@{domain}',
        plain.replace("ü", "u\u0308").replace("er", "e\u00adr"),
    ]


def arrivals() -> list[Arrival]:
    every = (address for number in range(PEOPLE) for address in spellings(number))
    return [Arrival(Contact(address), Consent(wording="Yes"), line) for line, address in enumerate(every, 2)]


@pytest.fixture(scope="session")
def left(blank, tmp_path_factory):
    """A library that a thousand people left."""
    folder = tmp_path_factory.mktemp("left") / "library"
    shutil.copytree(blank, folder)
    with open_library(folder, clean_picture, make=False) as library:
        _fill(library)
    return folder


def _fill(library):
    readers = library.readers
    first = readers.make_list("First")
    assert readers.bring_in(first.id, arrivals(), hashed) == BroughtIn(PEOPLE, 0, 0)
    with library.together():
        for reader in readers.people(first.id, count=PEOPLE):
            readers.unsubscribe(reader.id, hashed)


@pytest.fixture
def library(left, folder):
    shutil.copytree(left, folder)
    with open_library(folder, clean_picture, make=False) as opened:
        yield opened


@pytest.fixture
def gone(library):
    return library.readers


def test_a_thousand_who_left_cannot_be_brought_back_in_eight_spellings(gone):
    second = gone.make_list("Second")
    lines = tuple(range(2, 8 * PEOPLE + 2))
    assert gone.bring_in(second.id, arrivals(), hashed) == BroughtIn(suppressed=lines)
    gone.delete_list(gone.list_called("First").id)
    assert gone.count() == 0
    assert gone.bring_in(second.id, arrivals(), hashed) == BroughtIn(suppressed=lines)
    assert gone.count() == 0


def test_without_the_right_hash_all_of_them_would_come_back(gone):
    gone.delete_list(gone.list_called("First").id)
    second = gone.make_list("Second")
    assert gone.bring_in(second.id, arrivals(), hashed_otherwise) == BroughtIn(PEOPLE, 0, 0)


def test_who_left_is_not_readable_from_the_library(gone, library):
    gone.delete_list(gone.list_called("First").id)
    library.readers.erase_address("nobody@bücher.example", hashed)  # which empties the write-ahead log
    files = b"".join(file.read_bytes() for file in library.folder.glob("library.sqlite*"))
    assert b"person." not in files
