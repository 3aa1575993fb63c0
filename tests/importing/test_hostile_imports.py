"""Whatever is brought in: no crash, no more than its time and memory, no file elsewhere, no connection.

In short some kinds of hostile files come once, in this process; with NEWSLETTER_TORTURE 340 of all, each to a
program of its own, whose memory is measured with that of its worker. NEWSLETTER_SEED makes others.
"""

import os
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import hostile_files
import pytest

from newsletter_app import cli

IS_LONG = bool(os.environ.get("NEWSLETTER_TORTURE"))
SEED = int(os.environ.get("NEWSLETTER_SEED", "1"))
KINDS = hostile_files.KINDS if IS_LONG else hostile_files.QUICK
ROUNDS = 20 if IS_LONG else 1
SECONDS, MEMORY_KB = 10.0, 512_000
SECRET = b"CANARY of Mill Lane"
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Pipes, links and devices are made as POSIX has them."
)


@dataclass
class Listener:
    """A server that counts who connects."""

    socket: socket.socket
    connects: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def listen(self) -> None:
        while True:
            try:
                connection, who = self.socket.accept()
            except OSError:
                return
            self.connects.append(str(who))
            connection.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener(socket.create_server(("127.0.0.1", 0)))
    thread = threading.Thread(target=listener.listen, daemon=True)
    thread.start()
    yield listener
    listener.socket.shutdown(socket.SHUT_RDWR)
    listener.socket.close()
    thread.join(5)


@dataclass(frozen=True)
class Ended:
    """How one import ended."""

    status: int
    told: str
    seconds: float
    memory_kb: int = 0


Run = Callable[[list[str]], Ended]


@pytest.fixture
def here(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process, its worker beside it."""

    def run(words: list[str]) -> Ended:
        began = time.monotonic()
        status = cli.run(["--library", str(tmp_path / "library"), *words], lambda _library: 99)
        said = capfd.readouterr()
        return Ended(status, said.out + said.err, time.monotonic() - began)

    return run


_MEASURED = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_pid, status, used = os.wait4(child, 0)
sys.stderr.write(f"{used.ru_maxrss}\\n")
os._exit(min(abs(os.waitstatus_to_exitcode(status)), 255))
"""


@pytest.fixture
def beside(tmp_path: Path) -> Run:
    """Run the command line in a process of its own; memory is that of the larger of it and its worker."""

    def run(words: list[str]) -> Ended:
        began = time.monotonic()
        program = [sys.executable, "-m", "newsletter_app", "--library", str(tmp_path / "library"), *words]
        # Linux counts for a program what the one that started it held: so a small one starts it.
        command = [sys.executable, "-S", "-E", "-c", _MEASURED, *program]
        said = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
        *_lines, used = said.stderr.decode(errors="replace").splitlines()
        told = (said.stdout + said.stderr).decode(errors="replace").removesuffix(used + "\n")
        return Ended(said.returncode, told, time.monotonic() - began, int(used))

    return run


@pytest.fixture
def trap(tmp_path: Path, listener: Listener) -> hostile_files.Trap:
    secret = tmp_path / "elsewhere" / "secret.png"
    secret.parent.mkdir()
    secret.write_bytes(hostile_files.real("PNG", random.Random(1)) + SECRET)
    return hostile_files.Trap(listener.address, secret)


def seen(tmp_path: Path) -> dict[str, bytes]:
    """Return what lies outside of the library, the home and the folder of the hostile file."""
    places = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "told"]
    ours = (tmp_path / "library", tmp_path / "home", tmp_path / "hostile")
    return {str(p): p.read_bytes() for p in places if not any(p.is_relative_to(own) for own in ours)}


def wrong_with(ended: Ended) -> list[str]:
    """Return what no import may end with."""
    wrong = []
    if ended.status not in range(6):
        wrong.append(f"status {ended.status}")
    if "Traceback" in ended.told or "inside the program" in ended.told:
        wrong.append("a fault of ours")
    if ended.status and not ended.told.strip():
        wrong.append("no sentence")
    if ended.seconds > SECONDS * (1 if IS_LONG else 3):  # in short the machine may be busy with other tests
        wrong.append(f"{ended.seconds:.1f} s")
    if ended.memory_kb > MEMORY_KB:
        wrong.append(f"{ended.memory_kb} kB")
    return wrong


def test_hostile_files_end_in_a_sentence(
    request: pytest.FixtureRequest, tmp_path: Path, trap: hostile_files.Trap, listener: Listener
) -> None:
    run: Run = request.getfixturevalue("beside" if IS_LONG else "here")
    before, found, worst = seen(tmp_path), [], Ended(0, "", 0.0)
    here = sorted(Path.cwd().iterdir())
    for number in range(ROUNDS * len(KINDS)):
        kind = KINDS[number % len(KINDS)]
        folder = tmp_path / "hostile"
        folder.mkdir()
        words = kind(random.Random(f"{SEED}-{number}"), folder, trap)
        ended = run(words)
        found += [f"{kind.__name__} {number}: {wrong}: {ended.told[-300:]}" for wrong in wrong_with(ended)]
        worst = Ended(0, "", max(worst.seconds, ended.seconds), max(worst.memory_kb, ended.memory_kb))
        shutil.rmtree(folder)
    print(f"{number + 1} imports, at most {worst.seconds:.1f} s and {worst.memory_kb // 1000} MB")

    assert found == []
    assert seen(tmp_path) == before
    assert sorted(Path.cwd().iterdir()) == here
    assert listener.connects == []
    assert not [path for path in (tmp_path / "library" / "assets").rglob("*") if SECRET in contents(path)]
    assert run(["library", "check"]).status == 0


def contents(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def test_the_listener_hears_whoever_connects(listener: Listener) -> None:
    with socket.create_connection(listener.socket.getsockname()):
        pass
    until = time.monotonic() + 10
    while not listener.connects and time.monotonic() < until:
        time.sleep(0.01)

    assert len(listener.connects) == 1


def test_what_goes_wrong_would_be_found() -> None:
    assert wrong_with(Ended(-11, "", 60, 900_000)) == ["status -11", "no sentence", "60.0 s", "900000 kB"]
    assert wrong_with(Ended(1, "Traceback (most recent call last):", 1)) == ["a fault of ours"]
