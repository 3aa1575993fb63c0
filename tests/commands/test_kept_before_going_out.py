"""What goes out by the command line leaves a revision behind."""

import pytest

from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.turns import WindowTurns


@pytest.fixture
def typed(say, post, tmp_path):
    """A post whose newest words were only autosaved, as by a window."""
    with open_library(tmp_path / "library", clean_picture, make=False) as library:
        item = library.items.get(post["id"])
        library.items.save(item.with_body("Only autosaved."), keep=False)
    return post["id"]


def kept(say, item_id):
    return [
        (each["number"], each["reason"], each["uses"])
        for each in say("revisions", item_id, "--json").json["items"]
    ]


def test_an_export_keeps_what_was_only_autosaved(say, typed, tmp_path):
    assert kept(say, typed) == [(1, "made", [])]
    for _again in range(2):
        assert say("export", typed, "--to", "text", "--out", "out.txt", "--force").status == 0
    assert kept(say, typed) == [(2, "exported", ["exported"]), (1, "made", [])]
    assert "Only autosaved." in say("revisions", typed, "--diff", 1, 2).out
    assert "exported" in say("revisions", typed).out


def test_an_export_that_fails_before_it_is_made_keeps_nothing(say, typed):
    assert say("export", typed, "--to", "text", "--out", "out.txt", "--template", "letter").status == 1
    assert kept(say, typed) == [(1, "made", [])]


def test_going_back_keeps_what_was_only_autosaved(say, typed):
    assert say("revert", typed, 1).status == 0
    assert [each[:2] for each in kept(say, typed)] == [(3, "reverted"), (2, "before revert"), (1, "made")]
    assert "kept before going back" in say("revisions", typed).out
    assert say("revert", typed, 2).status == 0
    assert say("show", typed, "--json").json["body"] == "Only autosaved."


def test_a_newsletter_is_exported_with_its_posts(say, typed):
    news = say("new", "newsletter", "--title", "News", "--subject", "S", "--entry", typed, "--json").json[
        "id"
    ]
    assert say("export", news, "--to", "email", "--out", "out.html").status == 0
    assert kept(say, typed)[0] == (2, "exported", ["exported"])
    assert kept(say, news) == [(1, "made", ["exported"])]


def test_a_thinned_number_is_told_in_a_sentence(say, post):
    for number in range(40):
        say("edit", post["id"], "--body", "-", stdin=f"words {number}".encode())
    told = say("revisions", post["id"], "--diff", 5, 41)
    assert told.status == 1
    assert "Revision 5 of it is no longer there" in told.err
    assert say("library", "check").status == 0


def test_an_export_beside_a_window_goes_on_and_says_that_no_revision_was_kept(say, typed, tmp_path):
    turns = WindowTurns(tmp_path / "library")
    turns.begin()
    said = say("export", typed, "--to", "text", "--out", "out.txt")
    turns.close()
    assert (said.status, (tmp_path / "out.txt").exists()) == (0, True)
    assert "No revision was kept of what went out." in said.err
    assert kept(say, typed) == [(1, "made", [])]


def test_an_export_of_what_is_kept_and_marked_already_asks_for_no_turn(say, post, tmp_path):
    assert say("export", post["id"], "--to", "text", "--out", "out.txt").status == 0
    turns = WindowTurns(tmp_path / "library")
    turns.begin()
    said = say("export", post["id"], "--to", "text", "--out", "out.txt", "--force")
    turns.close()
    assert (said.status, said.err) == (0, "")
