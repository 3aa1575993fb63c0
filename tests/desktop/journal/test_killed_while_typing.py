"""A program killed while somebody types loses no word it said was safe, and a second of others at most."""

import os
import random
import signal
import sys

import pytest
from journal_rig import LONG, bodies, held_up, text_of, words_in

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals"),
]
thorough = pytest.mark.skipif(
    "NEWSLETTER_TORTURE" not in os.environ, reason="takes longer; set NEWSLETTER_TORTURE"
)
_MOST = 20  # words are typed at 10 a second: one second of them, and as much again for a machine that is busy
_CHANCE = random.Random(4)


def wait_for(qtbot, typing, word, number):
    def has_come():
        assert typing.process.poll() is None, "the window ended by itself"
        return typing.newest(word) >= number

    qtbot.waitUntil(has_come, timeout=LONG)


def kill(qtbot, typing):
    qtbot.wait(_CHANCE.randrange(1000))
    typing.process.send_signal(signal.SIGKILL)
    typing.process.wait()


def test_words_outlast_a_kill_while_all_is_well(type_on, open_window, qtbot, folder):
    typing = type_on()
    wait_for(qtbot, typing, "saved", 5)
    kill(qtbot, typing)
    found = words_in(text_of(open_window()).toPlainText())
    assert found == list(range(1, len(found) + 1))
    assert typing.newest("saved") <= len(found)
    assert typing.newest("typed") - len(found) <= _MOST


@thorough
def test_words_outlast_a_kill_while_the_library_takes_none(type_on, open_window, qtbot, folder):
    with held_up(folder):
        typing = type_on()
        wait_for(qtbot, typing, "kept", 40)
        kill(qtbot, typing)
        assert typing.lines("saved") == []
    assert bodies(folder)["A post"] == ""
    window = open_window()
    found = words_in(text_of(window).toPlainText())
    assert found == list(range(1, len(found) + 1))
    assert typing.newest("kept") <= len(found)
    assert typing.newest("typed") - len(found) <= _MOST
    qtbot.waitUntil(lambda: words_in(bodies(folder)["A post"]) == found, timeout=LONG)


def test_a_new_post_outlasts_a_kill_while_the_library_takes_none(type_on, open_window, qtbot, folder):
    with held_up(folder):
        typing = type_on("--new")
        wait_for(qtbot, typing, "kept", 10)
        kill(qtbot, typing)
    assert "Untitled post" not in bodies(folder)
    found = words_in(text_of(open_window()).toPlainText())
    assert typing.newest("kept") <= len(found)
    qtbot.waitUntil(lambda: words_in(bodies(folder).get("Untitled post", "")) == found, timeout=LONG)


def test_without_the_journal_they_would_be_lost(type_on, open_window, qtbot, folder, home):
    """The control: where nothing can be kept, a killed program loses everything since the last COMMIT."""
    (home / "state" / "journal.sqlite").mkdir(parents=True)
    with held_up(folder):
        typing = type_on()
        wait_for(qtbot, typing, "typed", 20)
        kill(qtbot, typing)
        assert typing.lines("kept") == typing.lines("saved") == []
    assert words_in(text_of(open_window()).toPlainText()) == []


@pytest.mark.parametrize(
    "name", ["SIGTERM", pytest.param("SIGINT", marks=thorough), pytest.param("SIGHUP", marks=thorough)]
)
def test_a_signal_that_asks_for_an_end_loses_not_one_word(name, type_on, open_window, qtbot):
    typing = type_on()
    wait_for(qtbot, typing, "typed", 8)
    typing.process.send_signal(getattr(signal, name))
    assert typing.process.wait(timeout=LONG / 1000) == 0
    found = words_in(text_of(open_window()).toPlainText())
    assert found == list(range(1, typing.newest("typed") + 1))


def test_the_end_of_a_session_loses_not_one_word(type_on, open_window):
    typing = type_on("--session-ends-after", "7")
    assert typing.process.wait(timeout=LONG / 1000) == 0
    assert words_in(text_of(open_window()).toPlainText()) == list(range(1, 8))


@thorough
def test_a_signal_asks_nothing_while_the_library_takes_no_words(type_on, open_window, qtbot, folder):
    with held_up(folder):
        typing = type_on()
        wait_for(qtbot, typing, "typed", 8)
        typing.process.send_signal(signal.SIGTERM)
        assert typing.process.wait(timeout=LONG / 1000) == 0
    found = words_in(text_of(open_window()).toPlainText())
    assert found == list(range(1, typing.newest("typed") + 1))
