"""Words that a library which can only be read did not take come back in the copy that can be written to."""

import os
import shutil
import subprocess

import pytest

from newsletter_app.content.post import Post
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.journal import Journal
from newsletter_app.library.opening import open_library
from newsletter_app.library.recovering import recover
from newsletter_app.library.turns import WindowTurns


@pytest.fixture
def original(tmp_path):
    folder = tmp_path / "original"
    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="Harbour", body="We met."))
    return folder


@pytest.fixture
def state(tmp_path, original):
    """A journal with words that the library did not take: some on their way into it, and newer ones."""
    with open_library(original, clean_picture, make=False) as library:
        post = library.items.find("harbour")
        journal = Journal(tmp_path / "state", library.id, original)
    journal.keep(post.with_body("We met. It"), is_sent=True)
    journal.keep(post.with_body("We met. It rained."), is_sent=False)
    journal.close()
    return tmp_path / "state"


@pytest.fixture
def freeze(original):
    """Let nobody write into the original; root ignores modes, so it gets a mount of its own."""
    frozen = []

    def frozen_now():
        if os.geteuid() != 0:
            original.chmod(0o500)
            frozen.append(["chmod", "700", original])
            return
        for command in (
            ["mount", "--bind", original, original],
            ["mount", "-o", "remount,ro,bind", original],
        ):
            if subprocess.run(command, check=False, capture_output=True).returncode:
                pytest.skip("a read-only mount is not allowed here")
        frozen.append(["umount", "-l", original])

    def thawed():
        while frozen:
            subprocess.run(frozen.pop(), check=True)

    frozen_now.thaw = thawed
    yield frozen_now
    thawed()


def opened(folder, state) -> list[tuple[str, str]]:
    """Open the library as a window does: put back what it lacks, save that; return titles and bodies."""
    with open_library(folder, clean_picture, make=False) as library:
        journal = Journal(state, library.id, folder)
        for found in recover(journal, library.items):
            write = library.items.save if found.before else library.items.add
            if not library.is_read_only:
                saved = write(found.item, keep=True) if found.before else write(found.item)
                journal.forget(saved.item.record.id)
        journal.close()
        return sorted((item.title, item.body) for item in library.items.all())


def test_a_copy_that_can_be_written_to_gets_the_words_of_an_original_that_cannot(
    original, state, freeze, tmp_path
):
    freeze()
    shutil.copytree(original, tmp_path / "copy")
    assert opened(tmp_path / "copy", state) == [("Harbour", "We met. It rained.")]


def test_a_copy_takes_nothing_while_the_original_can_be_written_to(original, state, tmp_path):
    """The control."""
    shutil.copytree(original, tmp_path / "copy")
    assert opened(tmp_path / "copy", state) == [("Harbour", "We met.")]
    assert opened(original, state) == [("Harbour", "We met. It rained.")]


def test_words_that_a_copy_got_come_no_second_time(original, state, freeze, tmp_path):
    freeze()
    copy = shutil.copytree(original, tmp_path / "copy")
    opened(copy, state)
    with open_library(copy, clean_picture, make=False) as library:
        library.items.save(library.items.find("harbour").with_body("Written anew."), keep=True)
    assert opened(copy, state) == [("Harbour", "Written anew.")]


def test_the_original_has_the_words_too_once_it_can_be_written_to_again(original, state, freeze, tmp_path):
    freeze()
    opened(shutil.copytree(original, tmp_path / "copy"), state)
    freeze.thaw()
    assert "We met. It rained." in [body for _title, body in opened(original, state)]


def test_who_holds_a_library_is_seen_where_nobody_may_write_any_more(original, freeze):
    first = WindowTurns(original)
    first.begin()
    freeze()
    assert WindowTurns(original).who() is not None
    first.close()
