"""The program as people start it: a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsletter_app import __version__
from newsletter_app.commands.screen import require_screen
from newsletter_app.errors import Unavailable

SCRIPT = [str(Path(sys.executable).with_name("newsletter-app"))]
MODULE = [sys.executable, "-m", "newsletter_app"]


def start(program: list[str], folder: Path, *arguments: str, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*program, "--library", "library", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **more,
    )


@pytest.mark.parametrize("program", [SCRIPT, MODULE], ids=["script", "module"])
def test_a_post_goes_in_and_comes_out(tmp_path: Path, program: list[str]):
    made = start(program, tmp_path, "new", "post", "--title", "Café", "--body", "-", input="Words.\n")
    shown = start(program, tmp_path, "show", "cafe", "--json")
    unknown = start(program, tmp_path, "show", "coffee")

    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.strip().endswith("\tcafe\tCafé")
    assert json.loads(shown.stdout)["body"] == "Words.\n"
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "Traceback" not in unknown.stderr


def test_version_and_help(tmp_path: Path):
    assert start(MODULE, tmp_path, "--version").stdout == f"newsletter-app, version {__version__}\n"
    told = start(MODULE, tmp_path, "--help").stdout
    for verb in (
        "new",
        "edit",
        "entries",
        "list",
        "search",
        "show",
        "revisions",
        "import",
        "export",
        "library",
    ):
        assert f"\n  {verb} " in told
    for verb in ("export", "library", "new", "entries", "search"):
        told = start(MODULE, tmp_path, verb, "--help").stdout
        assert "\n  Example" in told
        assert f"\n    newsletter-app {verb} " in told
        assert "\\b" not in told


def test_nobody_reading_is_no_fault(tmp_path: Path):
    start(MODULE, tmp_path, "new", "post", "--title", "One", "--body", "-", input="Words. " * 50_000)
    with subprocess.Popen(
        [*MODULE, "--library", "library", "show", "one"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout
        program.stdout.read(1)
        program.stdout.close()
        assert program.stderr
        assert program.stderr.read() == b""


def test_without_a_screen_no_window_opens(tmp_path: Path):
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    bare.pop("QT_QPA_PLATFORM", None)

    for environment in (bare, bare | {"DISPLAY": ":4711"}):
        said = start(MODULE, tmp_path, env=environment)
        if sys.platform.startswith("linux"):
            assert said.returncode == 5
            assert said.stderr.startswith("There is no screen to open the window on.\n")


def test_a_screen_is_believed_where_one_is_named(tmp_path: Path):
    (tmp_path / "wayland-0").touch()
    require_screen({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    require_screen({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}, "linux")
    require_screen({"DISPLAY": "other.example.org:0"}, "linux")
    require_screen({}, "darwin")
    require_screen({}, "win32")
    with pytest.raises(Unavailable):
        require_screen({"WAYLAND_DISPLAY": "gone", "XDG_RUNTIME_DIR": str(tmp_path)}, "linux")


@pytest.mark.parametrize(
    ("words", "without"),
    [
        (["--help"], ["sqlalchemy", "rich", "markdown", "PySide6", "PIL", "yaml", "jinja2"]),
        (["list"], ["rich", "markdown", "PySide6", "yaml", "jinja2", "alembic", "css_inline"]),
        (["search", "words"], ["rich", "markdown", "PySide6", "yaml", "jinja2", "alembic"]),
    ],
)
def test_a_verb_brings_in_only_what_it_needs(tmp_path: Path, words: list[str], without: list[str]):
    start(MODULE, tmp_path, "new", "post", "--title", "One")
    code = (
        "import sys; from newsletter_app import cli; cli.run(sys.argv[1:], lambda _: 0);"
        "print(*sys.modules, sep=',', file=sys.stderr)"
    )

    said = start([sys.executable, "-c", code], tmp_path, *words)

    brought = {name.split(".")[0] for name in said.stderr.strip().split(",")}
    assert "click" in brought
    assert not brought & set(without)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("form", [["list"], ["list", "--json"], ["show", "cafe"]])
def test_an_answer_that_finds_no_room_is_told_in_words(tmp_path: Path, form: list[str]):
    start(MODULE, tmp_path, "new", "post", "--title", "Café")
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [*MODULE, "--library", "library", *form],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert told.returncode == 1
    assert told.stderr.startswith("The answer could not be written.")
    assert "inside the program" not in told.stderr
