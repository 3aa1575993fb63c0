"""A library of every schema there was can still be opened, with all that is in it."""

import hmac
import shutil
from pathlib import Path

import pytest

from newsletter_app.content.discreet import Discreet
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.mail_account import Security, SignIn
from newsletter_app.content.newsletter import PostEntry, Shown
from newsletter_app.content.run import RunState
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.query import Query
from newsletter_app.library.versions import SCHEMA_VERSION

FIXTURES = Path(__file__).parent / "fixtures"


def test_there_is_one_of_every_schema():
    made = {folder.name for folder in FIXTURES.glob("schema-*")}
    assert made == {f"schema-{number}" for number in range(1, SCHEMA_VERSION + 1)}


@pytest.mark.parametrize("number", range(1, SCHEMA_VERSION + 1))
def test_an_old_library_holds_what_it_held(number, tmp_path):
    shutil.copytree(FIXTURES / f"schema-{number}", tmp_path / "library")
    with open_library(tmp_path / "library", clean_picture, make=False) as library:
        assert library.upkeep.info().schema == SCHEMA_VERSION
        assert library.upkeep.check() == ()
        post = library.items.find("cafe-outcomes")
        assert (post.title, post.body, post.tags) == ("Café outcomes", "Nine points.", ("News",))
        assert library.revisions.at(post.record.id, 1).body == "Eight **points**."
        assert library.assets.by_sha(post.cover).alt == "A gradient"
        assert library.assets.data(post.cover)
        newsletter = library.items.find("march", Kind.NEWSLETTER)
        assert newsletter.entries[0] == PostEntry(post.record.id, Shown.FULL)
        assert library.items.find("out").status is Status.PUBLISHED
        assert library.items.snippet("contact").body == "Ring us."
        assert library.items.find("in-the-bin", in_bin=True)
        assert [card.id for card in library.items.cards(Query(words="cafe nine"))] == [post.record.id]
        assert library.brand.load().name == "Example Project"
        if number >= 2:
            _see_readers_and_runs(library, newsletter)
        saved = library.items.save(post.with_body("Ten points."), keep=True).item
        assert saved.record.revision == 3


def _see_readers_and_runs(library, newsletter):
    assert newsletter.discreet == Discreet("Example", "A letter", "Open me later")
    (friends,) = library.readers.lists()
    assert (friends.name, friends.list_id, friends.people, friends.unsubscribed) == (
        "Friends",
        "friends",
        1,
        1,
    )
    meera = library.readers.find("MEERA@example.test")
    assert (meera.first_name, meera.token, meera.fields) == ("Meera", "meera-token", (("town", "Hull"),))
    (membership,) = library.readers.memberships(meera.id)
    assert (membership.list, membership.consent.wording) == (friends.id, "Yes, write to me.")
    assert library.readers.is_suppressed("rosa@example.test", hashed)
    assert library.readers.key_mark() == "mark"
    account = library.accounts.called("Main")
    assert (account.host, account.security, account.sign_in) == (
        "mail.example.test",
        Security.TLS,
        SignIn.PASSWORD,
    )
    run = library.runs.newest()
    assert (run.state, run.counts.sent, run.counts.suppressed) == (RunState.FINISHED, 1, 1)
    assert dict(library.runs.deliveries(run.id)[0].values)["town"] == "Hull"
    assert library.runs.content(run.id)
    assert library.mail_tests.last(newsletter.record.id).subject == "News"
    assert library.mail_tests.addresses() == ("team@example.test",)
    assert library.mail_tests.words() == ("refuge",)


def hashed(key: str) -> str:
    return hmac.new(b"fixture", key.encode(), "sha256").hexdigest()
