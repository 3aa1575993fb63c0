"""A drive of few bytes, and a day's work on it: everything that can find it full.

For the sweep over many sizes; each step says afterwards what was acknowledged, so that a loss would be seen.
"""

import contextlib
import random
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from newsletter_app.content.contact import Arrival, Consent, Contact, ReaderList
from newsletter_app.content.mail_account import MailAccount, Security
from newsletter_app.content.post import Post
from newsletter_app.content.run import DeliveryState
from newsletter_app.errors import AppError
from newsletter_app.exporting.files import write_atomically
from newsletter_app.library.claims import Outcome
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.library.run_drafts import Candidate, RunDraft
from torture.disks import small_disk

_PEOPLE = 60
_MOMENT = datetime(2026, 3, 1, tzinfo=UTC)


@contextmanager
def small_drive(folder: Path, kilobytes: int) -> Iterator[Path]:
    """Give a drive of that size; skips the test where none may be mounted."""
    try:
        drive = small_disk(folder, kilobytes)
        place = drive.__enter__()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no small drive can be mounted here")
    with contextlib.ExitStack() as stack:
        stack.push(drive)
        yield place


def words(number: int, size: int) -> str:
    """Return a text of about so many bytes that no compression makes small."""
    return random.Random(number).randbytes(size // 2).hex()


def page(number: int, size: int) -> bytes:
    return f"<html>{words(number, size)}</html>".encode()


def picture(number: int) -> bytes:
    data = BytesIO()
    Image.frombytes("RGB", (90, 60), random.Random(number).randbytes(16_200)).save(data, "PNG")
    return data.getvalue()


@dataclass
class Day:
    """What was done on a drive: `kept` are title and text of what the library said it has."""

    drive: Path
    kept: dict[str, str] = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)
    sent: list[int] = field(default_factory=list)
    refusals: dict[str, AppError] = field(default_factory=dict)
    run: str = ""
    export: Callable[[Path, bytes], object] = write_atomically

    @property
    def folder(self) -> Path:
        return self.drive / "library"

    def try_(self, step: str, work: Callable[[], object]) -> None:
        """Do a step; an AppError is an answer, anything else a crash."""
        try:
            work()
        except AppError as error:
            self.refusals.setdefault(step, error)

    def open(self) -> Library | None:
        opened: list[Library] = []
        self.try_("create", lambda: opened.append(open_library(self.folder, clean_picture, make=True)))
        return opened[0] if opened else None

    def work(self, library: Library) -> None:
        """Do everything that writes, over and over what was refused."""
        self.try_("send", lambda: self._send(library))
        self.try_("type", lambda: self._type(library))
        self.try_("autosave", lambda: self._autosave(library))
        self.try_("image", lambda: self._add_pictures(library))
        self.try_("import", lambda: self._import(library))
        self.try_("send", lambda: self._go_on_sending(library))
        self.try_("backup", lambda: library.upkeep.backup(self.drive / "backup.zip", force=True))
        self.try_("export", self._export)

    def _type(self, library: Library) -> None:
        for number in range(12):
            text = words(number, 20_000)
            self.kept[library.items.add(Post(title=f"Post {number}", body=text)).item.record.id] = text

    def _autosave(self, library: Library) -> None:
        for number, item_id in enumerate(list(self.kept)):
            text = words(100 + number, 24_000)
            library.items.save(library.items.get(item_id).with_body(text), keep=False)
            self.kept[item_id] = text

    def _add_pictures(self, library: Library) -> None:
        for number in range(4):
            self.pictures.add(library.assets.add(picture(number), f"{number}.png").item.sha256)

    def _import(self, library: Library) -> None:
        consent = Consent(wording="Yes.", given=_MOMENT)
        people = [
            Arrival(Contact(f"new{n}@example.org", first_name=words(n, 200)), consent) for n in range(200)
        ]
        library.readers.bring_in("Friends", people, str)

    def _send(self, library: Library) -> None:
        if self.run:
            return
        friends = _list_of(library)
        consent = Consent(wording="Yes.", given=_MOMENT)
        people = [Arrival(Contact(f"reader{number}@example.org"), consent) for number in range(_PEOPLE)]
        library.readers.bring_in(friends.id, people, str)
        account = library.accounts.all()[0] if library.accounts.all() else library.accounts.add(_account())
        found = library.readers.people(friends.id)
        draft = RunDraft("n", "S", "S", friends.id, "F", account.id, "A", b"content", "sha", _PEOPLE)
        candidates = [Candidate(each.id, each.address, each.address, each.token, ()) for each in found]
        run = library.runs.prepare(draft, candidates, lambda run, number: f"<{number}@{run}>", str)
        library.runs.begin(run.id, _MOMENT)
        self.run = run.id

    def _go_on_sending(self, library: Library) -> None:
        """Send as a sender does: a message goes only once the ledger says so."""
        outcome = None
        while self.run:
            claimed = library.runs.claim(self.run, "sender", str, outcome).delivery
            if claimed is None:
                return
            self.sent.append(claimed.number)
            outcome = Outcome(claimed.number, DeliveryState.SENT, 250, words(claimed.number, 300))

    def _export(self) -> None:
        for number, size in enumerate((2_000, 60_000, 120_000)):
            self.export(self.drive / "page.html", page(number, size))

    # Afterwards

    def losses(self, library: Library) -> list[str]:
        """Return what was acknowledged and is not there."""
        lost = [item_id for item_id, text in self.kept.items() if library.items.get(item_id).body != text]
        lost += [sha for sha in self.pictures if not library.assets.path(sha).read_bytes()]
        lost += list(library.upkeep.check())
        states = {each.number: each.state for each in library.runs.deliveries(self.run)} if self.run else {}
        lost += [
            f"no row for message {number}"
            for number in self.sent
            if states.get(number) not in (DeliveryState.SENDING, DeliveryState.SENT)
        ]
        return lost

    def torn(self) -> list[Path]:
        """Return the files that are not whole, or that a write which was given up left behind."""
        left = (".part", ".newsletter-backup")
        found = [file for file in self.drive.rglob("*") if any(part in file.name for part in left)]
        exported = self.drive / "page.html"
        if exported.exists() and not exported.read_bytes().endswith(b"</html>"):
            found.append(exported)
        return found


def _account() -> MailAccount:
    return MailAccount("A", "mail.example.org", 587, Security.STARTTLS, "news@example.org")


def _list_of(library: Library) -> ReaderList:
    lists = library.readers.lists()
    return lists[0] if lists else library.readers.make_list("Friends")
