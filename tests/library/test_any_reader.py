"""Whatever is written about a reader can be kept, read, found and erased."""

import hmac
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsletter_app.content.contact import Consent, Contact
from newsletter_app.errors import AppError
from newsletter_app.library.person import Person
from newsletter_app.library.tidy_contact import tidy_contact

ANY = st.text(st.characters(codec=None), max_size=40)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def hashed(key: str) -> str:
    return hmac.new(b"a key", key.encode(), "sha256").hexdigest()


@FEW
@given(ANY, ANY, ANY, st.dictionaries(ANY, ANY, max_size=3), ANY)
def test_whatever_is_known_of_a_reader_comes_back_tidy(library, first, last, language, fields, wording):
    readers = library.readers
    known = {each.name: each for each in readers.lists()}
    friends = known.get("Friends") or readers.make_list("Friends")
    new = Contact("any@example.test", first, last, language, tuple(fields.items()))
    added = readers.add(new, friends.id, Consent(wording=wording), hashed)
    tidied, _key = tidy_contact(new)
    assert tidy_contact(tidied)[0] == tidied
    assert readers.find(added.id) == replace(tidied, id=added.id, token=added.token, created=added.created)
    assert readers.about(added.id)["contact"]
    readers.leave(friends.id, added.id)
    readers.rename_list(friends.id, "Friends")
    with library._database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM contact")


@FEW
@given(ANY)
def test_whatever_is_asked_for_is_found_or_is_a_sentence(library, text):
    readers = library.readers
    messages = []
    for ask in (readers.find, readers.list_called, readers.make_list, readers.about_address):
        try:
            ask(text)
        except AppError as error:
            messages.append(error.message)
    assert all(message.endswith(".") for message in messages)
    assert readers.people(words=text or "x") == ()


@FEW
@given(ANY, st.sampled_from(' <>()"\n:;,'), st.sampled_from(' <>()"\n:;,'))
def test_an_address_among_any_words_is_found(words, before, after):
    ann = Person(frozenset({"ann@example.test"}), frozenset({"Ann@example.test"}))
    assert ann.is_named_in(f"{words}{before}ANN@example.test{after}{words}")
