"""Accounts are kept without secrets, each under a name of its own."""

from dataclasses import replace

import pytest

from newsletter_app.content.mail_account import SignIn
from newsletter_app.errors import Conflict, Missing, NotNow
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library


def test_an_account_comes_back_as_it_was_added(library, folder, an_account):
    full = replace(an_account, ca="-----BEGIN\nabc\n-----END", sign_in=SignIn.TOKEN, user="u", secret_id="s")
    added = library.accounts.add(full)
    assert replace(added, id="") == full
    library.close()
    with open_library(folder, clean_picture, make=False) as again:
        assert again.accounts.all() == (added,)


def test_an_account_is_found_by_name_or_id(library, an_account):
    added = library.accounts.add(an_account)
    for reference in ("Office", " office ", "OFFICE", added.id):
        assert library.accounts.called(reference) == added


def test_a_name_that_is_not_there_gets_a_hint(library, an_account):
    with pytest.raises(Missing, match="Add it first"):
        library.accounts.called("Office")
    library.accounts.add(an_account)
    with pytest.raises(Missing, match="Did you mean Office"):
        library.accounts.called("ofice")


def test_no_two_accounts_have_one_name(library, an_account):
    library.accounts.add(an_account)
    other = library.accounts.add(replace(an_account, name="Home"))
    with pytest.raises(Conflict):
        library.accounts.add(replace(an_account, name="OFFICE"))
    with pytest.raises(Conflict):
        library.accounts.save(replace(other, name="office"))
    assert [each.name for each in library.accounts.all()] == ["Home", "Office"]


def test_an_account_can_be_changed_and_removed(library, an_account):
    added = library.accounts.add(an_account)
    assert library.accounts.save(replace(added, name="Post", port=465)).accounts
    assert library.accounts.called("post").port == 465
    assert library.accounts.remove(added.id).accounts
    assert library.accounts.all() == ()
    for call in (lambda: library.accounts.save(added), lambda: library.accounts.remove(added.id)):
        with pytest.raises(Missing):
            call()


def test_line_ends_do_not_enter_an_account(library, an_account):
    sly = replace(an_account, sender_name="News\r\nBcc: x@example.test", host="a\x00b")
    added = library.accounts.add(sly)
    assert (added.sender_name, added.host) == ("News Bcc: x@example.test", "ab")


def test_an_account_that_a_sending_needs_stays(stage, library, an_account):
    added = library.accounts.add(an_account)
    run = stage.ready(1, account=added.id)
    with pytest.raises(NotNow, match="Spring"):
        library.accounts.remove(added.id)
    stage.runs.cancel(run.id)
    library.accounts.remove(added.id)
