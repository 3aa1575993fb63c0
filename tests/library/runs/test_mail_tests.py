"""The last test mail of a newsletter is remembered, with where test mails go."""

from dataclasses import replace

import pytest

from newsletter_app.content.discreet import USUAL_WORDS
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.errors import Missing
from newsletter_app.library.mail_tests import MailTest


def test_the_last_test_mail_takes_the_place_of_the_one_before(library, clock):
    newsletter = library.items.add(Newsletter(title="Spring")).item.record.id
    assert library.mail_tests.last(newsletter) is None
    first = MailTest(newsletter, "a", clock.moment, "sha", "Subject", "Preview", "Text")
    library.mail_tests.keep(first)
    second = replace(first, content_sha256="other")
    assert library.mail_tests.keep(second).newsletters == {newsletter}
    assert library.mail_tests.last(newsletter) == second


def test_a_test_mail_of_nothing_is_not_kept(library, clock):
    with pytest.raises(Missing):
        library.mail_tests.keep(MailTest("gone", "a", clock.moment, "sha", "", "", ""))


def test_test_addresses_are_remembered_each_mailbox_once(library):
    assert library.mail_tests.addresses() == ()
    library.mail_tests.remember(["Meera@Example.test", "b@example.test", "meera@example.test", " "])
    assert library.mail_tests.addresses() == ("Meera@Example.test", "b@example.test")
    library.mail_tests.remember(["b@example.test"])
    assert library.mail_tests.addresses() == ("b@example.test",)
    assert not library.mail_tests.remember(["b@example.test"])


def test_a_team_has_its_own_telling_words(library):
    assert library.mail_tests.words() == USUAL_WORDS
    library.mail_tests.set_words(["Refuge ", "", "refuge", "hot  line"])
    assert library.mail_tests.words() == ("refuge", "hot line")
    library.mail_tests.set_words([])
    assert library.mail_tests.words() == ()
