"""A network drive or a folder that a service copies is known for what it is, and used accordingly."""

import contextlib
import json
import os
import sqlite3
import threading
from pathlib import Path

import pytest

from newsletter_app.content.post import Post
from newsletter_app.errors import AppError, LibraryBusy, Missing
from newsletter_app.library import file_system
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.library.place import Place, PlaceKind, place_of, synced_by
from newsletter_app.library.query import Query
from newsletter_app.library.turns import FILE, WindowTurns

NETWORK = PlaceKind.NETWORK
SYSTEMS = {
    "ext4": False,
    "xfs": False,
    "btrfs": False,
    "zfs": False,
    "apfs": False,
    "hfs": False,
    "exfat": False,
    "vfat": False,
    "ntfs3": False,
    "fuseblk": False,
    "tmpfs": False,
    "overlay": False,
    "ecryptfs": False,
    "fuse.gocryptfs": False,
    "": False,
    "nfs": True,
    "nfs4": True,
    "cifs": True,
    "smb3": True,
    "smbfs": True,
    "afpfs": True,
    "webdav": True,
    "9p": True,
    "virtiofs": True,
    "vboxsf": True,
    "fuse.sshfs": True,
    "fuse.rclone": True,
    "fuse.gvfsd-fuse": True,
    "fuse.davfs2": True,
    "ceph": True,
    "remote": True,
}
FOLDERS = {
    "/home/meera/OneDrive/library": "OneDrive",
    "/home/meera/OneDrive - The Project/News/library": "OneDrive",
    "/Users/meera/Library/CloudStorage/OneDrive-TheProject/library": "OneDrive",
    "/home/meera/Dropbox/library": "Dropbox",
    "/home/meera/Dropbox (Personal)/library": "Dropbox",
    "/Users/meera/Library/Mobile Documents/com~apple~CloudDocs/library": "iCloud Drive",
    "/c/Users/meera/iCloudDrive/library": "iCloud Drive",
    "/Users/meera/Library/CloudStorage/GoogleDrive-m@example.org/My Drive/library": "Google Drive",
    "/home/meera/Google Drive/library": "Google Drive",
    "/home/meera/Nextcloud/library": "Nextcloud",
    "/home/meera/ownCloud/library": "ownCloud",
    "/home/meera/Syncthing/library": "Syncthing",
    "/home/meera/Box/library": "Box",
    "/home/meera/Box Sync/library": "Box",
    "/home/meera/Documents/library": "",
    "/home/meera/Boxes/library": "",
    "/home/meera/Dropboxes/library": "",
    "/srv/library": "",
}
TABLE = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
90 22 0:45 / /home rw,relatime shared:2 - nfs4 server:/home rw,vers=4.2
91 22 0:46 / /mnt/our\\040files rw - cifs //server/files rw
92 22 0:47 / /mnt/stick rw - vfat /dev/sdb1 rw
93 92 0:48 / /mnt/stick rw - fuse.sshfs meera@server: rw
94 90 0:49 / /home/meera/local rw - ext4 /dev/vdb rw
"""
ANSWER = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//meera@server/files on /Volumes/files (smbfs, nodev, nosuid, mounted by meera)
server:/home on /Volumes/our home (nfs, nodev)
"""


ALONE = {"journal_mode": "delete", "synchronous": 3, "locking_mode": "exclusive"}


@pytest.fixture
def on_network(monkeypatch) -> None:
    """Have the system say that everything lies on a drive of another computer."""
    monkeypatch.setattr("newsletter_app.library.place.file_system_of", lambda _folder: "nfs4")


@pytest.mark.parametrize(("system", "is_network"), SYSTEMS.items())
def test_a_drive_of_another_computer_is_known_by_its_file_system(monkeypatch, tmp_path, system, is_network):
    monkeypatch.setattr("newsletter_app.library.place.file_system_of", lambda _folder: system)
    assert (place_of(tmp_path).kind is NETWORK) is is_network


@pytest.mark.parametrize(("folder", "service"), FOLDERS.items())
def test_a_folder_that_a_service_copies_is_known_by_its_name(folder, service):
    assert synced_by(Path(folder)) == service


def test_a_folder_that_a_service_copies_is_known_by_what_the_service_left(tmp_path):
    (tmp_path / "any name" / ".stfolder").mkdir(parents=True)
    assert place_of(tmp_path / "any name" / "library") == Place(PlaceKind.SYNCED, "Syncthing")


def test_this_drive_is_one_of_this_computer(tmp_path):
    assert place_of(tmp_path) == Place()
    assert Place().words == ""


@pytest.mark.parametrize(
    ("mounts", "folder", "system"),
    [
        (file_system.in_table(TABLE), "/home/meera/library", "nfs4"),
        (file_system.in_table(TABLE), "/home/meera/local/library", "ext4"),
        (file_system.in_table(TABLE), "/mnt/our files/library", "cifs"),
        (file_system.in_table(TABLE), "/mnt/stick/library", "fuse.sshfs"),
        (file_system.in_table(TABLE), "/mnt/stickier", "ext4"),
        (file_system.in_answer(ANSWER), "/Volumes/files/library", "smbfs"),
        (file_system.in_answer(ANSWER), "/Volumes/our home/library", "nfs"),
        (file_system.in_answer(ANSWER), "/Users/meera", "apfs"),
        ([], "/anywhere", ""),
    ],
)
def test_the_innermost_drive_counts_and_of_two_at_a_place_the_later(mounts, folder, system):
    assert file_system.nearest(Path(folder), mounts) == system


# On a network drive


def settings_of(library: Library) -> dict[str, object]:
    with library._database.reading() as connection:
        names = ("journal_mode", "synchronous", "locking_mode")
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}


def opened(folder: Path, *, make: bool = False) -> Library:
    return open_library(folder, clean_picture, make=make, patience=0.05)


@pytest.mark.usefixtures("on_network")
def test_a_library_on_a_network_drive_is_had_by_one_alone(folder):
    with opened(folder, make=True) as library:
        assert settings_of(library) == ALONE
        library.items.add(Post(title="Kept"))
        other = sqlite3.connect(folder / "library.sqlite", timeout=0.05)
        with contextlib.closing(other), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("SELECT count(*) FROM item")
        with pytest.raises(LibraryBusy):
            opened(folder)
    with opened(folder) as again:
        assert [card.title for card in again.items.cards(Query())] == ["Kept"]


@pytest.mark.usefixtures("on_network")
def test_all_that_a_library_does_is_done_by_its_one_connection(folder, tmp_path):
    with opened(folder, make=True) as library:
        item = library.items.add(Post(title="Kept", body="Old.")).item
        with library.together():
            library.items.save(item.with_body("New."), keep=True)
            assert library.items.get(item.record.id).body == "New."
        assert library.upkeep.check() == ()
        library.items.add(Post(title="After the check"))
        library.upkeep.backup(tmp_path / "kept.zip")
        assert library.backups.take(BackupReason.ASKED) is not None
        with pytest.raises(Missing), library.together():
            library.items.delete(library.items.add(Post(title="Undone")).item.record.id + "x")
        assert library.items.counts().posts == 2


@pytest.mark.usefixtures("on_network")
def test_many_threads_share_the_one_connection(folder):
    with opened(folder, make=True) as library:
        failed: list[Exception] = []

        def work(number: int) -> None:
            try:
                for turn in range(10):
                    library.items.add(Post(title=f"{number} {turn}"))
                    library.items.cards(Query())
            except (AppError, sqlite3.Error) as error:
                failed.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        assert library.items.counts().posts == 40


@pytest.mark.usefixtures("on_network")
def test_the_second_window_on_a_network_drive_hears_who_has_it(folder):
    opened(folder, make=True).close()
    with (
        open_library(folder, clean_picture, make=False, turns=WindowTurns(folder), patience=0.05),
        pytest.raises(LibraryBusy, match=f"on {os.uname().nodename} has had this library open since"),
    ):
        open_library(folder, clean_picture, make=False, turns=WindowTurns(folder), patience=0.05)


def test_a_library_moves_between_drives(folder, blank, monkeypatch):
    with opened(folder, make=True) as library:
        library.items.add(Post(title="Made here"))
        assert settings_of(library)["journal_mode"] == "wal"
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("newsletter_app.library.place.file_system_of", lambda _folder: "cifs")
        with opened(folder) as library:
            assert settings_of(library)["journal_mode"] == "delete"
            library.items.add(Post(title="Made there"))
    with opened(folder) as library:
        assert settings_of(library)["journal_mode"] == "wal"
        assert library.items.counts().posts == 2


# In a folder that a service copies


@pytest.fixture
def synced(tmp_path) -> Path:
    """A library in a folder that a service copies, which another computer has not closed."""
    folder = tmp_path / "Dropbox" / "library"
    opened(folder, make=True).close()
    said = {
        "host": "desk-2",
        "pid": 7,
        "user": "meera",
        "since": "2026-03-01T14:02:00+00:00",
        "kind": "window",
    }
    (folder / FILE).write_text(json.dumps(said))
    return folder


def test_a_library_that_another_computer_has_open_is_not_written_to(synced):
    with opened(synced) as library:
        with pytest.raises(LibraryBusy, match=r"meera on desk-2 has had this library open .*writer\.lock"):
            library.items.add(Post(title="Two computers"))
        assert "desk-2" in library.upkeep.info().held_by.message
        (synced / FILE).unlink()
        library.items.add(Post(title="One computer"))


def test_a_window_reads_what_another_computer_has_open(synced):
    with open_library(synced, clean_picture, make=False, turns=WindowTurns(synced)) as library:
        assert library.is_read_only
        assert library.turns.who() is not None
        (synced / FILE).write_text("")
        assert library.turns.who() is None


def test_on_a_drive_of_this_computer_such_a_file_is_no_lock(synced, tmp_path):
    synced.rename(tmp_path / "library")
    with opened(tmp_path / "library") as library:
        library.items.add(Post(title="It was a copy"))
