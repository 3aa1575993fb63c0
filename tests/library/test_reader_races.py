"""Two programs bring in, unsubscribe or erase readers at once; many readers take no longer each."""

import hmac
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, event

from newsletter_app.content.contact import Arrival, Consent, Contact
from newsletter_app.errors import Conflict
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

ROUNDS = 8


def hashed(key: str) -> str:
    return hmac.new(b"a key", key.encode(), "sha256").hexdigest()


def many(number: int) -> list[Arrival]:
    consent = Consent(wording="Yes.")
    people = (Contact(f"person{each}@example.test", f"First{each}") for each in range(number))
    return [Arrival(person, consent, line) for line, person in enumerate(people, 2)]


@pytest.fixture
def other(library, folder):
    with open_library(folder, clean_picture, make=False, patience=30) as opened:
        yield opened


def at_once(*works: Callable[[], object]) -> list[object]:
    """Do all of that at the same moment, each in a thread of its own; return what came of it."""
    barrier = threading.Barrier(len(works))
    results: list[object] = [None] * len(works)

    def run(place: int, work: Callable[[], object]) -> None:
        barrier.wait()
        results[place] = work()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_imports_of_one_file_bring_each_person_once(library, other):
    for number in range(ROUNDS):
        wanted = library.readers.make_list(f"List {number}")
        file = many(60 + number)
        results = at_once(
            lambda wanted=wanted, file=file: library.readers.bring_in(wanted.id, file, hashed),
            lambda wanted=wanted, file=file: other.readers.bring_in(wanted.id, file, hashed),
        )
        assert sorted(each.unchanged for each in results) == [0, len(file)]
        assert library.readers.count(wanted.id) == library.readers.count() == len(file)
    assert library.upkeep.check() == ()


@pytest.mark.parametrize("way", ["unsubscribe", "erase"])
def test_who_leaves_during_an_import_has_left_after_it(library, other, way):
    wanted = library.readers.make_list("List")
    library.readers.bring_in(wanted.id, many(40), hashed)
    for number in range(ROUNDS):
        reader = other.readers.find(f"person{number}@example.test")
        at_once(
            lambda: library.readers.bring_in(wanted.id, many(40), hashed),
            lambda reader=reader: getattr(other.readers, way)(reader.id, hashed),
        )
        assert library.readers.is_suppressed(f"person{number}@example.test", hashed)
        (counted,) = library.readers.lists()
        assert counted.people == 40 - number - 1
    assert library.readers.count() == (40 if way == "unsubscribe" else 40 - ROUNDS)


def test_one_change_of_two_that_started_from_the_same_is_a_conflict(library, other):
    wanted = library.readers.make_list("List")
    library.readers.bring_in(wanted.id, many(1), hashed)
    before = library.readers.find("person0@example.test")

    def correct(here, name: str) -> str:
        changed = Contact(before.address, name, id=before.id)
        try:
            here.readers.save(changed, before=before)
        except Conflict:
            return "conflict"
        return "saved"

    results = at_once(lambda: correct(library, "One"), lambda: correct(other, "Two"))
    assert sorted(map(str, results)) == ["conflict", "saved"]


def test_an_import_of_ten_thousand_takes_a_statement_for_some_hundred_people(library):
    wanted = library.readers.make_list("List")
    with Counted() as first:
        library.readers.bring_in(wanted.id, many(1_000), hashed)
    with Counted() as second:
        assert library.readers.bring_in(wanted.id, many(10_000), hashed).added == 9_000
    assert second.statements <= 40
    assert second.statements <= 10 * first.statements


def test_a_page_of_a_list_reads_no_more_than_the_page(library):
    wanted = library.readers.make_list("List")
    library.readers.bring_in(wanted.id, many(3_000), hashed)
    for ask in (
        lambda: library.readers.people(wanted.id),
        lambda: library.readers.people(wanted.id, start=2_000),
        lambda: library.readers.people(words="first1"),
    ):
        with Counted() as counted:
            assert len(ask()) == 200
        assert counted.statements <= 3


def test_the_full_text_index_never_learns_of_a_reader(library):
    wanted = library.readers.make_list("Friends")
    library.readers.bring_in(wanted.id, many(3), hashed)
    with library._database.reading() as connection:
        words = connection.exec_driver_sql("SELECT count(*) FROM item_words_docsize").scalar()
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM item_words WHERE item_words MATCH 'person1 OR first1 OR friends'"
        ).scalar()
    assert (words, found) == (0, 0)


class Counted:
    """Counts the statements that the database is asked meanwhile."""

    def __init__(self) -> None:
        self.statements = 0

    def __enter__(self):
        event.listen(Engine, "before_cursor_execute", self._count)
        return self

    def __exit__(self, *_reason) -> None:
        event.remove(Engine, "before_cursor_execute", self._count)

    def _count(self, *_arguments) -> None:
        self.statements += 1
