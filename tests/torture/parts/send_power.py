"""Takes the power away while a newsletter is sent."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from mailing.run.mail_run_rig import FaultServer, doubles
from torture import disks
from torture.killing import end, grown
from torture.outcome import Outcome
from torture.program import Program, wait_until
from torture.soundness import ask

_PEOPLE = 300
_MOST_STARTS = 40
_KINDS = (
    "rcpt-421",
    "rcpt-450",
    "rcpt-550!",
    "data-421",
    "end-452",
    "end-554!",
    "end-rst",
    "end-lost",
    "mid-rst",
)
_LOST = ("mid-rst", "end-rst", "end-lost")
_NAMED = {"failed", "unknown", "pending"}


class SendPowerCuts:
    """After a power cut in a sending each person has one message, or is named for somebody to settle."""

    name = "send-power"
    about = "the power is cut while a newsletter goes to 300 people; one in ten meets a fault"
    guard = "synchronous OFF"
    full = 10

    def lacking(self) -> str:
        """Return what it takes to cut the power of a disk."""
        return disks.lacking()

    @contextmanager
    def bench(self, folder: Path) -> Iterator["SendPowerBench"]:
        """Give a bench that makes a disk and a server for each case."""
        yield SendPowerBench(folder)


@dataclass(frozen=True, slots=True)
class SendPowerBench:
    """Sends from a library on a disk to a server that is not on it."""

    folder: Path

    def case(self, number: int, dice: Random) -> Outcome:
        """Cut the power of a sending, and go on with it until it is finished."""
        return self._cut(f"case-{number}", dice, "")

    def control(self, number: int, dice: Random) -> Outcome:
        """Cut it where the ledger does not wait for the disk."""
        return self._cut(f"control-{number}", dice, "without syncing")

    def _cut(self, name: str, dice: Random, guard: str) -> Outcome:
        server_place = self.folder / name
        rules = {"seed": name, "share": 0.1, "kinds": _KINDS, "delay": 0.003}
        with disks.power_disk(self.folder) as disk, FaultServer(server_place, **rules) as server:
            program = Program(disk.place / "library", disk.place / "home")
            _prepare(program, server.port)
            words = ("send", "start", "spring", "--account", "news", "--list", "Friends")
            process = replace(program, guard=guard).start(*words, "--confirm-count", _PEOPLE, "--json")
            moment = grown(server_place / "log.jsonl", dice.randrange(500, 40_000))
            wait_until(lambda: process.poll() is not None or moment())
            disk.cut()
            end(process)
            disk.come_back()
            is_finished = _go_on(program)
            return _judged(program, server, is_finished=is_finished)


def _prepare(program: Program, port: int) -> None:
    program.do("new", "post", "--title", "The hall", "--body", "-", typed="We met at the hall.")
    program.do("new", "newsletter", "--title", "Spring", "--subject", "News", "--entry", "the-hall:full")
    people = "".join(f"reader{number:05}@example.test\n" for number in range(_PEOPLE))
    program.do("contacts", "import", "-", "--list", "Friends", "--consent", "Yes.", typed=f"email\n{people}")
    where = ("--host", "127.0.0.1", "--port", port, "--security", "none")
    program.do("account", "add", "news", *where, "--from", "Harbour Project <news@example.org>")


def _go_on(program: Program) -> bool:
    """Resume the sending until it is finished; return whether it came to that."""
    for _start in range(_MOST_STARTS):
        if _status(program)["state"] == "finished":
            return True
        program.run("send", "resume", _status(program)["id"])
    return False


def _status(program: Program) -> dict[str, Any]:
    said = program.run("send", "status", "--json")
    return said.json if said.status == 0 else {"state": "none", "id": "none"}


def _judged(program: Program, server: FaultServer, *, is_finished: bool) -> Outcome:
    """Compare the ledger with what the server took."""
    arrived = Counter(server.recipients)
    ledger = dict(ask(program.library / "library.sqlite", "SELECT address, state FROM delivery"))
    twice = doubles(server.recipients)
    missed = [a for a, state in ledger.items() if a not in arrived and state not in _NAMED]
    unknown = sum(state == "unknown" for state in ledger.values())
    most_unknown = 1 + sum(server.faults[kind] for kind in _LOST)
    found = [f"{len(twice)} people have it twice"] if twice else []
    found += [f"{len(missed)} people were passed over in silence"] if missed else []
    found += [] if is_finished else ["the sending did not come to its end"]
    found += [] if len(ledger) == _PEOPLE else [f"the ledger holds {len(ledger)} people"]
    found += [f"{unknown} are unknown, more than {most_unknown}"] if unknown > most_unknown else []
    torn = len(found) - bool(twice) - bool(missed)
    measured = {"unknown to settle": unknown, "delivered": len(arrived)}
    return Outcome(1, len(twice) + len(missed), torn, tuple(found), measured)
