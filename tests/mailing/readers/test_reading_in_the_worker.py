"""The worker reads a list of readers, and is ended by one that asks too much of it."""

import os
from collections.abc import Iterator

import pytest

from newsletter_app.errors import CannotImport, OverLimit
from newsletter_app.mailing.readers_reading import ReadInWorker, read_here
from newsletter_app.worker import Worker

CSV = 'E-Mail;Name;Größe\nmeera@example.org;"Me\r\nera";=5\nann@@x;;\nMEERA@example.org\n'.encode("cp1252")


@pytest.fixture(scope="module")
def read() -> Iterator[ReadInWorker]:
    with Worker() as worker:
        yield ReadInWorker(worker)


def test_the_worker_reads_what_is_read_here(read: ReadInWorker):
    assert read(CSV, "a.csv") == read_here(CSV, "a.csv")


def test_what_the_worker_refuses_is_said_in_its_words(read: ReadInWorker):
    with pytest.raises(CannotImport, match="is empty"):
        read(b"", "a.csv")


def test_the_longest_list_is_read_within_the_limits(read: ReadInWorker):
    most = 199_999 if "NEWSLETTER_TORTURE" in os.environ else 20_000
    people = b"".join(b"reader%d@example.org,Reader,%d\n" % (number, number) for number in range(most))

    assert len(read(b"email,first_name,last_name\n" + people, "big.csv").people) == most


@pytest.mark.skipif("NEWSLETTER_TORTURE" not in os.environ, reason="takes the worker to its limits")
@pytest.mark.parametrize(
    "data",
    [
        b"email" + b",a" * 199 + b"\n" + (b"a@b.example" + b",1" * 199 + b"\n") * 48_000,
        b"email\n" + b'"' * 19_999_000,
        b"email\n" + b'""' * 9_999_000,
        b"email,x\n" + b'"\n","\n' * 3_000_000,
        b"," * 20_000_000,
        b"\n" * 20_000_000,
        "email\n".encode("utf-16") + "😀".encode("utf-16-le") * 4_900_000,
        b"email\n" + b"a@" * 9_999_000,
        b"email\n" + b"\xc3\xa4" * 9_000_000 + b"\xff",
    ],
    ids=["wide", "quotes", "pairs", "breaks", "commas", "lines", "signs", "ats", "mixed"],
)
def test_the_worst_lists_end_in_words(read: ReadInWorker, data: bytes):
    try:
        preview = read(data, "worst.csv")
    except (CannotImport, OverLimit) as refused:
        assert refused.message.endswith(".")  # noqa: PT017 - both ways out are right
    else:
        assert preview.people or preview.faulty
