"""What the tests of a run share: the fault server, a library with readers, the command line as a process."""

import contextlib
import email
import email.policy
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import keyring.backends.fail

from newsletter_app.content.contact import Arrival, Consent, Contact, ReaderList
from newsletter_app.content.mail_account import MailAccount, Security
from newsletter_app.content.newsletter import Newsletter, PostEntry, Shown
from newsletter_app.content.post import Post
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.library.readers import HashAddress
from newsletter_app.library.run_lock import RunLock
from newsletter_app.library.settling import Settlement
from newsletter_app.mailing.clock import Clock
from newsletter_app.mailing.mailer import OutgoingMessage
from newsletter_app.mailing.smtp_mailer import SmtpMailer
from newsletter_app.mailing.suppression_key import SuppressionKey
from newsletter_app.paths import data_folder
from newsletter_app.secret_store import KeyringSecrets, Secret

__all__ = ["Arrival", "Consent", "RunLock", "Secret", "Settlement", "replace", "signal"]

HERE = Path(__file__).parent
SERVER = HERE / "fault_smtp.py"
SENDER = "news@example.org"
IS_TORTURE = bool(os.environ.get("NEWSLETTER_TORTURE"))


class FaultServer:
    """The server of fault_smtp.py, as long as the block lasts."""

    def __init__(self, folder: Path, **rules: Any) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "rules.json").write_text(json.dumps(rules))

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, str(SERVER), str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._wait_for(self.folder / "env.json")
        self.port = json.loads((self.folder / "env.json").read_text())["port"]
        return self

    def __exit__(self, *_reason: object) -> None:
        self.end()

    def end(self) -> None:
        """Be gone for good."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._process.stdout.close()

    def order(self, **order: Any) -> None:
        """Give an order, and wait until it is taken."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "done\n"

    @property
    def lines(self) -> list[dict[str, Any]]:
        text = (self.folder / "log.jsonl").read_text()
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    @property
    def kept(self) -> list[dict[str, Any]]:
        """Return what was taken, in order."""
        return [line for line in self.lines if "id" in line]

    @property
    def faults(self) -> Counter[str]:
        return Counter(line["fault"] for line in self.lines if "fault" in line)

    @property
    def recipients(self) -> list[str]:
        return [address for line in self.kept for address in line["rcpt"]]

    def raw(self) -> list[bytes]:
        data = (self.folder / "mails.bin").read_bytes()
        return [data[line["at"] : line["at"] + line["bytes"]] for line in self.kept]

    def mails(self) -> list[email.message.EmailMessage]:
        return list(map(parsed, self.raw()))

    def _wait_for(self, file: Path) -> None:
        until = time.monotonic() + 30
        while not file.exists():
            assert time.monotonic() < until
            assert self._process.poll() is None
            time.sleep(0.01)


def parsed(data: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def read(file: Path) -> email.message.EmailMessage:
    return parsed(file.read_bytes())


def account_at(port: int, **more: Any) -> MailAccount:
    usual = {"name": "news", "sender": SENDER, "sender_name": "Harbour Project"}
    return MailAccount(**{**usual, "host": "127.0.0.1", "port": port, "security": Security.NONE, **more})


@dataclass(frozen=True)
class Stage:
    """A library with a newsletter, an account, and readers on a list."""

    library: Library
    newsletter: str
    list: ReaderList
    account: MailAccount


BODY = "We met at the *town hall*, dear {{first_name|friend}}.\n\n- tea\n- talk\n\nThe next one is in May."


def make_stage(
    folder: Path, port: int, people: Iterable[Contact], hash_address: HashAddress, **more: Any
) -> Stage:
    library = open_library(folder, clean_picture, make=True)
    post = library.items.add(Post(title="Spring meeting", body=BODY, summary="What was said.")).item
    newsletter = Newsletter(
        title="Spring",
        subject="News of spring",
        preview_text="A meeting, and a date",
        entries=(PostEntry(post.record.id, Shown.FULL),),
    )
    made = library.items.add(newsletter).item
    readers = library.readers.make_list("Friends")
    consent = Consent(wording="Yes, send me the newsletter", how="form", source="test")
    arrivals = [Arrival(person, consent, line) for line, person in enumerate(people, 2)]
    library.readers.bring_in(readers.id, arrivals, hash_address)
    account = library.accounts.add(account_at(port, **more))
    return Stage(library, made.record.id, library.readers.list_called(readers.id), account)


def crowd(count: int) -> list[Contact]:
    return [Contact(f"reader{number:05}@example.test", f"Reader {number}") for number in range(count)]


def hash_address_of(library: Library) -> HashAddress:
    """Return the hashing that the command line uses too: the key lies in a file of the test's own home."""
    secrets = KeyringSecrets(keyring.backends.fail.Keyring())
    return SuppressionKey(secrets, data_folder() / "keys", library).hash_address


class MadeUpTime:
    """A clock that goes only where somebody sleeps; `slept` is told each time."""

    def __init__(self, slept: Callable[[float], object] = float) -> None:
        self.now = 1_000.0
        self._slept = slept

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self._slept(seconds)


QUICK = Clock(monotonic=lambda: 50 * time.monotonic(), sleep=lambda seconds: time.sleep(seconds / 50))
"""A clock by which a second is soon over."""


class Counting(SmtpMailer):
    """Does something of the test's after some of its messages."""

    def __init__(self, *given: Any, after: Mapping[int, Callable[[], object]]) -> None:
        super().__init__(*given)
        self._deeds, self._sent = after, 0

    def send(self, message: OutgoingMessage) -> None:
        super().send(message)
        self._sent += 1
        self._deeds.get(self._sent, lambda: None)()


class Program:
    """The real command line, each call a process of its own."""

    def __init__(self, library: Path, home: Path) -> None:
        self.library = library
        own = {"NEWSLETTER_HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        self.environment = {**os.environ, **own}

    def start(self, *words: object, **more: Any) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "newsletter_app", "--library", str(self.library), *map(str, words)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
        return subprocess.Popen(command, env=self.environment, text=True, **{**pipes, **more})

    def run(self, *words: object) -> "Said":
        with self.start(*words) as process:
            out, err = process.communicate(timeout=600)
        assert "Traceback" not in err
        return Said(process.returncode, out, err)

    def run_with(self, typed: str, *words: object) -> "Said":
        """Run it with something on standard input."""
        with self.start(*words, stdin=subprocess.PIPE) as process:
            out, err = process.communicate(typed, timeout=600)
        return Said(process.returncode, out, err)


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def all_of(terminal: int) -> str:
    """Return what was written to a terminal that nobody writes to any more."""
    data = b""
    with contextlib.suppress(OSError):  # how Linux says that it ended
        while part := os.read(terminal, 65_536):
            data += part
    os.close(terminal)
    return data.decode(errors="replace")


def typed(text: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")


def wait_until(is_so: Any, seconds: float = 30.0) -> bool:
    """Wait for a condition; return whether it came."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.005)
    return False


def doubles(addresses: Sequence[str]) -> list[str]:
    return [address for address, count in Counter(addresses).items() if count > 1]
