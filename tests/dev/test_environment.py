"""The virtual environment is made once, and anew when what it was made from changes."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest
from developer.environment import TO_DEVELOP, TO_RUN, Environment
from developer.interpreter import Interpreter, ask
from developer.stop import Stop

HERE = ask(Path(sys.executable))


class Recorded(Environment):
    """Writes down the commands; a virtual environment is this interpreter under another name."""

    __slots__ = ()
    commands: ClassVar[list[list[str]]] = []

    def _run(self, command: list[str]) -> None:
        self.commands.append(command)
        if "venv" in command:
            self.python.parent.mkdir(parents=True)
            self.python.symlink_to(sys.executable)
            (self.folder / "pyvenv.cfg").touch()


@pytest.fixture
def environment(tmp_path: Path) -> Recorded:
    (tmp_path / "packaging").mkdir()
    for name in TO_DEVELOP:
        (tmp_path / "packaging" / name).write_text(name, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    Recorded.commands = []
    return Recorded(tmp_path / ".venv", tmp_path)


def done(environment: Recorded) -> list[str]:
    """Tell what was done since the last time, in a word each."""
    words = []
    for command in environment.commands:
        last = Path(command[-1]).name
        words.append("venv" if "venv" in command else "project" if "--editable" in command else last)
    Recorded.commands = []
    return words


def test_the_first_time_all_is_installed(environment: Recorded):
    environment.ready(HERE, TO_RUN)

    assert done(environment) == ["venv", *TO_RUN, "project"]


def test_hashes_are_required_and_nothing_is_fetched_for_the_project(environment: Recorded):
    environment.ready(HERE, TO_RUN)

    _, *locks, project = environment.commands
    assert all("--require-hashes" in command for command in locks)
    assert {"--no-deps", "--no-build-isolation"} <= set(project)


def test_the_second_time_nothing_is_done(environment: Recorded):
    environment.ready(HERE, TO_RUN)
    done(environment)

    environment.ready(HERE, TO_RUN)

    assert done(environment) == []


def test_the_tools_of_developers_are_added_when_they_are_wanted(environment: Recorded):
    environment.ready(HERE, TO_RUN)
    done(environment)

    environment.ready(HERE, TO_DEVELOP)

    assert done(environment) == ["requirements-dev.txt"]


def test_another_lock_makes_it_anew(environment: Recorded):
    environment.ready(HERE, TO_DEVELOP)
    done(environment)
    (environment.root / "packaging" / "requirements.txt").write_text("other", encoding="utf-8")

    environment.ready(HERE, TO_RUN)

    assert done(environment) == ["venv", *TO_RUN, "project"]


def test_another_interpreter_makes_it_anew(environment: Recorded):
    environment.ready(HERE, TO_RUN)
    done(environment)

    environment.ready(replace(HERE, version="3.99.0"), TO_RUN)

    assert done(environment)[0] == "venv"


def test_a_changed_project_is_installed_again_alone(environment: Recorded):
    environment.ready(HERE, TO_RUN)
    done(environment)
    (environment.root / "pyproject.toml").write_text("[project]", encoding="utf-8")

    environment.ready(HERE, TO_RUN)

    assert done(environment) == ["project"]


def test_one_whose_interpreter_is_gone_is_made_anew(environment: Recorded):
    environment.ready(HERE, TO_RUN)
    done(environment)
    environment.python.unlink()

    environment.ready(HERE, TO_RUN)

    assert done(environment)[0] == "venv"


def test_a_stamp_that_was_cut_off_counts_for_nothing(environment: Recorded):
    environment.ready(HERE, TO_RUN)
    done(environment)
    (environment.folder / "newsletter-stamp.json").write_text('{"interp', encoding="utf-8")

    environment.ready(HERE, TO_RUN)

    assert done(environment)[0] == "venv"


def test_an_install_that_failed_is_done_again(environment: Recorded, monkeypatch: pytest.MonkeyPatch):
    def refuse(_self: Recorded, command: list[str]) -> None:
        raise Stop(" ".join(command))

    real = Recorded._install
    monkeypatch.setattr(Recorded, "_install", refuse)
    with pytest.raises(Stop):
        environment.ready(HERE, TO_RUN)
    monkeypatch.setattr(Recorded, "_install", real)

    environment.ready(HERE, TO_RUN)

    assert done(environment)[-3:] == [*TO_RUN, "project"]


def test_a_folder_that_is_something_else_is_never_removed(environment: Recorded):
    (environment.folder).mkdir()
    (environment.folder / "letter.txt").write_text("dear", encoding="utf-8")

    with pytest.raises(Stop, match="in the way"):
        environment.ready(HERE, TO_RUN)

    assert (environment.folder / "letter.txt").exists()


def test_the_stamp_names_the_interpreter(environment: Recorded):
    assert isinstance(HERE, Interpreter)
    environment.ready(HERE, TO_RUN)

    stamp = json.loads((environment.folder / "newsletter-stamp.json").read_text(encoding="utf-8"))
    assert stamp["interpreter"] == HERE.identity
