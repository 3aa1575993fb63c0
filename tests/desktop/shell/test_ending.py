"""A system that asks the program to end is answered, also while the window is just closing."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsletter_app.content.post import Post
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
RIG = Path(__file__).parent / "ending_rig.py"
SECONDS = 60


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="A post"))
    return folder


def ended(moment, folder=""):
    """Send a signal at that moment; return the status of the program and what it told."""
    command = [sys.executable, str(RIG), moment, str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    return told.returncode, told.stdout.split()


def test_a_signal_while_the_window_waits_for_the_library_loses_not_one_word(folder):
    assert ended("saving", folder) == (0, ["closing"])
    with open_library(folder, clean_picture, make=False) as library:
        (post,) = library.items.all()
    assert post.body == "last words"


def test_a_signal_while_a_question_stands_open_closes_without_an_answer():
    assert ended("asking") == (0, ["closing"])


def test_a_signal_while_it_is_asked_about_words_that_nothing_takes_says_that_they_are_lost():
    assert ended("asking_about_lost_words") == (1, [])


def test_a_signal_while_the_end_of_a_session_saves_ends_the_program_after_that():
    status, told = ended("ending_a_session")
    assert (status, told[0], told[-1]) == (0, "saved", "closing")


def test_a_signal_to_a_window_at_rest_closes_it():
    assert ended("at_rest") == (0, ["closing"])
