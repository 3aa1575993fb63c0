"""The verb `library compact`."""

import os
import random
import shutil
import subprocess
import sys
import time

import pytest

from newsletter_app.content.post import Post
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

TORTURE = bool(os.environ.get("NEWSLETTER_TORTURE"))


def test_it_says_what_it_freed(say, post):
    said = say("library", "compact")
    assert said.status == 0
    assert said.out.startswith("0 old revisions, 0 items from the bin, 0 pictures went. ")
    assert "are free again; the library takes" in said.out
    told = say("library", "compact", "--json").json
    assert {"revisions", "items", "pictures", "why_pictures_stay", "freed", "size"} == set(told)
    assert told["size"] > 0


def test_it_is_in_the_help_and_needs_a_library(say):
    assert "compact" in say("library", "--help").out
    assert say("library", "compact").status == 1


def test_what_was_deleted_just_now_stays(say, post):
    say("delete", post["id"])
    assert say("library", "compact", "--json").json["items"] == 0
    assert say("undelete", post["id"]).status == 0


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A library with so many revisions that compacting it takes a moment."""
    folder = tmp_path_factory.mktemp("large") / "library"
    with open_library(folder, clean_picture, make=True) as library, library.together():
        for number in range(300):
            library.items.add(Post(title=f"Post {number}", body=f"{number} words " * 400))
    return folder


def test_a_kill_at_any_moment_leaves_everything_as_it_was(large, tmp_path):
    chance = random.Random(17)
    with open_library(large, clean_picture, make=False) as library:
        wanted = {item.record.id: item.body for item in library.items.all()}
    for round_ in range(60 if TORTURE else 4):
        folder = tmp_path / f"library-{round_}"
        shutil.copytree(large, folder)
        command = [sys.executable, "-m", "newsletter_app", "--library", str(folder), "library", "compact"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
            time.sleep(chance.uniform(0.3, 1.2))
            program.kill()
        with open_library(folder, clean_picture, make=False) as library:
            assert library.upkeep.check() == ()
            assert {item.record.id: item.body for item in library.items.all()} == wanted
        shutil.rmtree(folder)
