"""What a newsletter's mail shows before it is opened is said on the command line, and kept."""

import email
from email import policy

import pytest

NEW = ("new", "newsletter", "--title", "Refuge news", "--subject", "News from the refuge", "--json")
QUIET = ("--discreet-sender", "Jo", "--discreet-subject", "Spring  letter", "--discreet-preview", "Hello")
SHOWN = {"sender_name": "Jo", "subject": "Spring letter", "preview_text": "Hello"}


@pytest.fixture
def quiet(say):
    return say(*NEW, *QUIET).json


def test_a_newsletter_is_not_discreet_unasked(say):
    assert say(*NEW).json["discreet"] is None


def test_new_and_show_say_what_is_seen_from_outside(say, quiet):
    assert quiet["discreet"] == SHOWN
    assert say("show", quiet["id"], "--json").json["discreet"] == SHOWN
    assert quiet["subject"] == "News from the refuge"


def test_edit_changes_one_of_them_and_takes_all_away(say, quiet):
    changed = say("edit", quiet["id"], "--discreet-subject", "A letter", "--json").json
    assert changed["discreet"] == {**SHOWN, "subject": "A letter"}
    assert say("edit", quiet["id"], "--not-discreet", "--json").json["discreet"] is None


def test_emptied_it_is_no_longer_discreet(say, quiet):
    empty = ("--discreet-sender", "", "--discreet-subject", "", "--discreet-preview", "")
    assert say("edit", quiet["id"], *empty, "--json").json["discreet"] is None


def test_both_at_once_cannot_be_read(say, quiet):
    assert say("edit", quiet["id"], "--not-discreet", "--discreet-subject", "A").status == 2


def test_a_post_has_no_such_thing(say):
    post = say("new", "post", "--title", "A", "--json").json
    said = say("edit", post["id"], "--discreet-subject", "A")
    assert said.status == 1
    assert "no discreet subject" in said.err


def test_revisions_and_duplicates_keep_it(say, quiet):
    say("edit", quiet["id"], "--not-discreet")
    assert say("duplicate", quiet["id"], "--json").json["discreet"] is None
    assert say("revert", quiet["id"], "1", "--json").json["discreet"] == SHOWN
    assert say("duplicate", quiet["id"], "--json").json["discreet"] == SHOWN


def test_its_markdown_says_it(say, quiet, tmp_path):
    say("export", quiet["id"], "--to", "markdown", "--out", tmp_path / "a.md")
    text = (tmp_path / "a.md").read_text()
    assert "discreet_sender: Jo\ndiscreet_subject: Spring letter\ndiscreet_preview: Hello\n" in text


def test_its_draft_shows_nothing_else_from_outside(say, quiet, tmp_path):
    said = say("export", quiet["id"], "--to", "eml", "--out", tmp_path / "a.eml")
    assert said.status == 0
    message = email.message_from_bytes((tmp_path / "a.eml").read_bytes(), policy=policy.default)
    html = message.get_body(("html",)).get_content()
    assert message["Subject"] == "Spring letter"
    assert "<title>Spring letter</title>" in html
    assert "News from the refuge" not in html
    assert ">Hello</div>" in html


def test_options_of_the_template_are_kept_with_the_newsletter(say):
    made = say(*NEW, "--option", "safety=Is it safe?", "--option", "exit=https://example.org/").json
    assert made["options"] == {"safety": "Is it safe?", "exit": "https://example.org/"}
    changed = say("edit", made["id"], "--option", "safety=", "--option", "pictures=none", "--json").json
    assert changed["options"] == {"exit": "https://example.org/", "pictures": "none"}


@pytest.mark.parametrize("option", ["safty=x", "pictures=huge", "exit=javascript:alert(1)"])
def test_an_option_that_does_not_fit_is_told(say, option):
    said = say(*NEW, "--option", option)
    assert said.status == 1
    assert said.err.strip()
