"""Whoever has a library open while another takes its place writes nothing that the other would undo."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from newsletter_app.content.contact import Consent, Contact
from newsletter_app.content.kinds import Kind
from newsletter_app.content.post import Post
from newsletter_app.errors import LibraryBusy
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.turns import WindowTurns

KILLED = """
import os, signal, sys
from pathlib import Path
from newsletter_app.library import swapping
from newsletter_app.library.restoring import restore
setattr(swapping, sys.argv[3], lambda *_given: os.kill(os.getpid(), signal.SIGKILL))
restore(Path(sys.argv[1]), Path(sys.argv[2]))
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets no open file be replaced")


def by_hash(address: str) -> str:
    return f"h:{address}"


def kill_a_restore(folder: Path, backup: Path, before: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, folder, backup, before], check=False)
    assert done.returncode < 0
    assert (folder / "restoring").exists()


@pytest.fixture
def backup(library) -> Path:
    """A backup, after which the library has gone on; it is open."""
    here = library.readers.make_list("Friends")
    consent = Consent(wording="Yes.", given=dt.datetime(2026, 3, 1, tzinfo=dt.UTC), how="by hand")
    library.readers.add(Contact("ruth@example.org"), here.id, consent, by_hash)
    library.items.add(Post(title="In the backup"))
    return library.backups.take(BackupReason.ASKED).file


def titles(library) -> set[str]:
    return {post.title for post in library.items.all(Kind.POST)}


def test_once_it_is_decided_nothing_is_written_that_would_be_undone(library, folder, backup, opened):
    kill_a_restore(folder, backup, "_finish")
    with pytest.raises(LibraryBusy, match="Open it again"):
        library.items.add(Post(title="Too late"))
    with pytest.raises(LibraryBusy):
        library.compacting.compact()
    assert titles(library) == {"In the backup"}
    with opened(folder) as again:
        assert titles(again) == {"In the backup"}
    library.items.add(Post(title="After it was finished"))
    with opened(folder) as again:
        assert titles(again) == {"In the backup", "After it was finished"}


def test_before_it_is_decided_what_is_written_stays(library, folder, backup, opened):
    kill_a_restore(folder, backup, "put_aside")
    library.items.add(Post(title="It is undone"))
    with opened(folder) as again:
        assert titles(again) == {"In the backup", "It is undone"}


def test_a_window_that_was_open_is_told_too(library, folder, backup, opened):
    """It asks for its turn only once it writes, where a command had it when it was opened."""
    library.items.add(Post(title="Since the backup"))
    turns = WindowTurns(folder)
    with open_library(folder, clean_picture, make=False, turns=turns) as window:
        turns.close()
        kill_a_restore(folder, backup, "_finish")
        with pytest.raises(LibraryBusy, match="Open it again"):
            window.items.add(Post(title="Too late"))
        turns.close()


def test_whoever_leaves_meanwhile_has_left_once_it_is_finished(library, folder, backup, opened):
    (ruth,) = library.readers.people()
    kill_a_restore(folder, backup, "_finish")
    library.readers.unsubscribe(ruth.id, by_hash)
    with opened(folder) as again:
        again.remembering.erase_again(by_hash)
        assert again.readers.is_suppressed("ruth@example.org", by_hash)
        (ruth,) = again.readers.people()
        assert ruth.unsubscribed is not None
