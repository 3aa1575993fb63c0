"""Tells what sort of place a library lies in, for two computers may reach some of them at once."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from newsletter_app.i18n import _
from newsletter_app.library.file_system import file_system_of


class PlaceKind(StrEnum):
    """A drive of this computer, one of another computer, or a folder that a service copies to others."""

    LOCAL = "local"
    NETWORK = "network"
    SYNCED = "synced"


@dataclass(frozen=True, slots=True)
class Place:
    """What a folder is; `name` is that of the file system or of the service."""

    kind: PlaceKind = PlaceKind.LOCAL
    name: str = ""

    @property
    def is_shared(self) -> bool:
        """Tell whether another computer may have it open, though no lock of ours says so."""
        return self.kind is not PlaceKind.LOCAL

    @property
    def words(self) -> str:
        """Say what is special about it, "" for a drive of this computer."""
        match self.kind:
            case PlaceKind.NETWORK:
                return _(
                    "This library lies on a network drive ({name}): one window or command at a time has it "
                    "there, and all is slower. A drive of this computer is better; the other is good "
                    "for backups."
                ).format(name=self.name)
            case PlaceKind.SYNCED:
                return _(
                    "{name} copies this library to other computers. Have it open on one of them at a time, "
                    "and let {name} finish before you open it on the next."
                ).format(name=self.name)
        return ""


_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|smbfs|afpfs|afs|webdav|davfs2?|ncpfs|9p|virtiofs|vboxsf|vmhgfs|prl_fs|ceph|glusterfs|lustre"
    r"|ocfs2|gfs2?|beegfs|remote|fuse\.(sshfs|rclone|gvfsd-fuse|davfs\w*|curlftpfs|s3fs|glusterfs|smbnetfs|vmhgfs-fuse)"
    r"|fuse\.(google-drive-ocamlfuse|onedriver)"
)
_SYNCED = (
    (r"OneDrive( - .+|-.+)?", "OneDrive"),
    (r"Dropbox( \(.+\))?", "Dropbox"),
    (r"iCloud ?Drive|com~apple~CloudDocs", "iCloud Drive"),
    (r"Google ?Drive(-.+)?|GoogleDrive-.+|My Drive", "Google Drive"),
    (r"Nextcloud.*", "Nextcloud"),
    (r"ownCloud.*", "ownCloud"),
    (r"Syncthing", "Syncthing"),
    (r"Box|Box Sync|Box-Box", "Box"),
    (r"pCloud ?Drive", "pCloud"),
    (r"MEGA|MEGAsync", "MEGA"),
    (r"Proton ?Drive(-.+)?", "Proton Drive"),
)
_MARKS = (
    (".stfolder", "Syncthing"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
)


def place_of(folder: Path) -> Place:
    """Return what sort of place a folder lies in, or would."""
    found = folder.absolute().resolve()
    system = file_system_of(found)
    if _NETWORK.fullmatch(system):
        return Place(PlaceKind.NETWORK, system)
    service = synced_by(found)
    return Place(PlaceKind.SYNCED, service) if service else Place()


def synced_by(folder: Path) -> str:
    """Return the service that copies a folder elsewhere, by names and marks; "" where there is none."""
    for part in (folder, *folder.parents):
        for pattern, service in _SYNCED:
            if re.fullmatch(pattern, part.name, re.IGNORECASE):
                return service
        for mark, service in _MARKS:
            if (part / mark).exists():
                return service
    return ""
