import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import mail_run_rig as rig

from newsletter_app import cli
from newsletter_app.exporting.mail import mail_content
from newsletter_app.mailing.mailer import OpenMailer
from newsletter_app.mailing.sending import Sending
from newsletter_app.mailing.smtp_mailer import open_smtp
from newsletter_app.paths import shipped_templates
from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.template_filling_here import fill_here
from newsletter_app.rendering.templates import Templates
from newsletter_app.secret_store import MemorySecrets

MakeStage = Callable[..., rig.Stage]


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests and the processes they start away from the person's own keyring."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def serve(tmp_path: Path, stack: ExitStack) -> Callable[..., rig.FaultServer]:
    """Start a server with the rules that are named."""
    return lambda **rules: stack.enter_context(rig.FaultServer(tmp_path / "server", **rules))


@pytest.fixture
def stage(tmp_path: Path, stack: ExitStack) -> MakeStage:
    """Make a library with so many readers, or those given, and an account at that port."""

    def make(port: int, people: Any = 3, **more: Any) -> rig.Stage:
        readers = rig.crowd(people) if isinstance(people, int) else people
        made = rig.make_stage(tmp_path / "library", port, (), str, **more)
        consent = rig.Consent(wording="Yes", how="form", source="test")
        arrivals = [rig.Arrival(person, consent, line) for line, person in enumerate(readers, 2)]
        made.library.readers.bring_in(made.list.id, arrivals, rig.hash_address_of(made.library))
        stack.callback(made.library.close)
        return made

    return make


@pytest.fixture
def sending() -> Callable[..., Sending]:
    """Make the face of the room on a stage, with real parts; `open_mailer` and clocks can be given."""

    def make(on: rig.Stage, open_mailer: OpenMailer = open_smtp, **more: Any) -> Sending:
        templates = Templates([shipped_templates()], fill_here)
        make_mail = mail_content(on.library, ArticlesHere(), templates)
        hashing = more.pop("hash_address", None) or rig.hash_address_of(on.library)
        secrets = more.pop("secrets", MemorySecrets())
        return Sending(on.library, make_mail, open_mailer, secrets, hashing, **more)

    return make


@pytest.fixture
def program(tmp_path: Path, home: Path) -> rig.Program:
    """The command line on the same library and the same home."""
    return rig.Program(tmp_path / "library", home)


@pytest.fixture
def say(program, capsys, monkeypatch):
    """Run the command line in this process, which is quicker; one started beside it is `program`."""

    def run(*words, stdin: str = "") -> rig.Said:
        monkeypatch.setattr("sys.stdin", rig.typed(stdin))
        capsys.readouterr()
        status = cli.run(["--library", str(program.library), *map(str, words)], lambda _library: 99)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return rig.Said(status, said.out, said.err)

    return run
