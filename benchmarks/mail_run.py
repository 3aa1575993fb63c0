"""Measures a run to many readers, ledger and all, beside a bare loop that sends ready-made bytes."""

import argparse
import json
import os
import smtplib
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from table import Row, report

from newsletter_app.content.contact import Arrival, Consent, Contact, ReaderList
from newsletter_app.content.mail_account import MailAccount, Security, SignIn
from newsletter_app.content.newsletter import Newsletter, PostEntry
from newsletter_app.content.post import Post
from newsletter_app.exporting.mail import mail_content
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.mailing.mailer import OutgoingMessage
from newsletter_app.mailing.sending import Sending
from newsletter_app.mailing.smtp_mailer import SmtpMailer
from newsletter_app.mailing.suppression_key import SuppressionKey
from newsletter_app.paths import shipped_templates
from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.template_filling import FillInWorker
from newsletter_app.rendering.templates import Templates
from newsletter_app.secret_store import MemorySecrets, Secret
from newsletter_app.worker import Worker

MESSAGES, ROUNDS, POSTS = 10_000, 5, 8
SINK = Path(__file__).parents[1] / "tests" / "mailing" / "run" / "fault_smtp.py"
SUMMARY = (
    "What was found, and what it means for those who do the work from day to day, in three sentences. " * 2
)


@dataclass(frozen=True, slots=True)
class Server:
    """Where the mail goes: a real postfix where one is up, else a sink of our own."""

    name: str
    account: MailAccount
    password: str = ""
    queue: tuple[Path, ...] = ()

    @property
    def secret(self) -> Secret | None:
        return Secret(self.password) if self.password else None

    def come_to_rest(self) -> None:
        """Wait until what was taken is delivered too, so that one round does not pay for the other."""
        until = time.monotonic() + 120
        while any(file.is_file() for folder in self.queue for file in folder.rglob("*")):
            if time.monotonic() > until:
                return
            time.sleep(0.05)


class Counting(SmtpMailer):
    """Counts what it sends, so that a round ends after its share."""

    sent = 0

    def send(self, message: OutgoingMessage) -> None:
        super().send(message)
        Counting.sent += 1


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    known = os.environ.get("NEWSLETTER_MAIL")
    if known:
        yield postfix(json.loads(Path(known).read_text(encoding="utf-8")))
        return
    (folder / "rules.json").write_text("{}", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, SINK, folder], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as sink:
        while not (folder / "env.json").exists():
            time.sleep(0.01)
        port = json.loads((folder / "env.json").read_text(encoding="utf-8"))["port"]
        yield Server("a sink of our own", account("127.0.0.1", port, Security.NONE))
        sink.stdin.close()


def postfix(told: dict) -> Server:
    ca = Path(told["ca"]).read_text(encoding="utf-8")
    way = account("localhost", told["submission"], Security.STARTTLS)
    signed = replace(way, ca=ca, user=told["user"], sign_in=SignIn.PASSWORD, sender="sender@example.test")
    spool = Path(told["log"]).parent / "postfix" / "spool"
    waiting = tuple(spool / name for name in ("maildrop", "incoming", "active"))
    return Server("postfix, STARTTLS", signed, told["password"], waiting)


def account(host: str, port: int, security: Security) -> MailAccount:
    return MailAccount("news", host, port, security, "news@example.test", "Harbour Project")


def filled(library: Library, hash_address: Callable[[str], str], count: int) -> tuple[str, ReaderList]:
    posts = [
        library.items.add(Post(title=f"Post number {number} of the spring", body="Words.", summary=SUMMARY))
        for number in range(POSTS)
    ]
    entries = tuple(PostEntry(post.item.record.id) for post in posts)
    newsletter = Newsletter(
        "Spring", "News of spring", introduction="Dear {{first_name|friend}},", entries=entries
    )
    readers = library.readers.make_list("Friends")
    people = (Contact(f"reader+{number:05}@example.test", f"Name {number}") for number in range(count))
    consent = Consent(wording="Yes")
    library.readers.bring_in(readers.id, [Arrival(person, consent) for person in people], hash_address)
    return library.items.add(newsletter).item.record.id, library.readers.list_called(readers.id)


def bare(to: Server, data: bytes, count: int) -> float:
    """Return the seconds of a loop that sends the same bytes to one address after the other."""
    way = to.account
    with smtplib.SMTP(way.host, way.port, timeout=60) as smtp:
        if to.password:
            smtp.starttls(context=ssl.create_default_context(cadata=way.ca))
            smtp.login(way.user, to.password)
        began = time.perf_counter()
        for number in range(count):
            smtp.sendmail(way.sender, [f"reader+{number:05}@example.test"], data)
        return time.perf_counter() - began


def ours(sending: Sending, run: str, to: Server, count: int) -> float:
    """Return the seconds in which the next `count` messages of the run go out."""
    until = Counting.sent + count
    began = time.perf_counter()
    sending.deliver(run, to.secret, is_cancelled=lambda: Counting.sent >= until)
    return time.perf_counter() - began


def memory() -> float:
    """Return the megabytes this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measured(count: int, rounds: int) -> Iterator[Row]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        to = stack.enter_context(server(folder))
        library = stack.enter_context(open_library(folder / "library", clean_picture, make=True))
        worker = stack.enter_context(Worker())
        secrets = MemorySecrets()
        key = SuppressionKey(secrets, folder / "keys", library).hash_address
        make_mail = mail_content(
            library, ArticlesHere(), Templates([shipped_templates()], FillInWorker(worker))
        )
        sending = Sending(library, make_mail, Counting, secrets, key)
        newsletter, readers = filled(library, key, count)
        library.accounts.add(to.account)
        plan = sending.look(newsletter, "news", readers.id)
        run = sending.start(plan, count)
        worker.close()
        data = one_of(library, run.id)
        yield from rows(to, sending, run.id, data, count // rounds, rounds)


def one_of(library: Library, run: str) -> bytes:
    """Return the bytes of the first message."""
    from newsletter_app.content.address import parse_address
    from newsletter_app.mailing.frozen_message import FrozenMessage

    (first,) = library.runs.deliveries(run, count=1)
    message = FrozenMessage.from_bytes(library.runs.content(run))
    address = parse_address(first.address)
    return message.for_reader(address, "", first.message_id, first.token, dict(first.values))


def rows(to: Server, sending: Sending, run: str, data: bytes, share: int, rounds: int) -> Iterator[Row]:
    theirs, own, held = [], [], []
    bare(to, data, share // 10)  # makes the mailboxes
    for _round in range(rounds):
        to.come_to_rest()
        own.append(ours(sending, run, to, share))
        to.come_to_rest()
        theirs.append(bare(to, data, share))
        held.append(memory())
    done, _unknown = sending.status(run)
    assert done.counts.sent == share * rounds, done
    ratio = statistics.median(loop / mine for loop, mine in zip(theirs, own, strict=True))
    rates = f"{share / statistics.median(own):.0f} against {share / statistics.median(theirs):.0f} a second"
    yield Row(
        f"{share * rounds} messages of {len(data) / 1000:.0f} KB to {to.name}, durable ledger",
        f"{ratio:.2f} × a bare loop",
        "≥ 0.7 ×" if to.queue else "≥ 0.7 × with postfix",
        rates,
    )
    grown = held[-1] - held[0]
    yield Row(
        f"memory over these messages, after the first {share}",
        f"{grown:+.1f} MB",
        "flat",
        f"{held[0]:.0f} MB",
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    report(measured(options.messages, options.rounds))
