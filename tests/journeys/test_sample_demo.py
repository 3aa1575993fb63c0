"""The demo builds the sample by the public command line, and puts it out in every target."""

import contextlib
import io
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from developer import demo  # noqa: E402 - found by the line above
from developer.environment import Environment  # noqa: E402

from newsletter_app.exporting.registry import TARGETS  # noqa: E402


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """A checkout with its environment, as the demo finds it after the first steps."""
    root = tmp_path_factory.mktemp("checkout")
    (root / "resources").symlink_to(ROOT / "resources")
    environment = Environment(root / ".venv", root)
    environment.python.parent.mkdir(parents=True)
    environment.python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    environment.python.chmod(0o755)
    return environment


class Shown(NamedTuple):
    """What two runs of the demo left and said, the second where there is no screen."""

    root: Path
    first: dict[str, bytes]
    second: dict[str, bytes]
    told: str

    @property
    def newsletter(self) -> Path:
        return self.root / "build" / "demo" / "newsletter"


@pytest.fixture(scope="module")
def shown(place: Environment) -> Shown:
    folder = place.root / "build" / "demo"
    told = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(told):
        patch.setattr(sys, "platform", "linux")
        patch.delenv("DISPLAY", raising=False)
        patch.delenv("WAYLAND_DISPLAY", raising=False)
        assert demo.demo(place, ["--no-window"]) == 0
        first = files(folder)
        assert demo.demo(place, []) == 0
    return Shown(place.root, first, files(folder), told.getvalue())


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "library" not in path.relative_to(folder).parts[:1]
    }


pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-in for the interpreter is a shell script"
)


def test_there_is_something_for_every_target(shown: Shown):
    for target in TARGETS:
        made = shown.newsletter / f"{target.name}{target.suffix}"
        assert made.is_dir() if not target.suffix else made.stat().st_size > 1000, target.name


def test_one_post_is_put_out_for_blogs_pages_and_markdown(shown: Shown):
    names = {path.stem for path in (shown.newsletter.parent / "post").iterdir()}

    assert set(demo.POST_TARGETS) <= names


def test_the_newsletter_names_all_its_posts(shown: Shown):
    text = " ".join((shown.newsletter / "text.txt").read_text(encoding="utf-8").split())

    assert "what a joint programme achieved" in text
    assert "how people are questioned in family courts" in text
    assert "The Learning Alliance met for the first time" in text
    assert "Harbour Learning" in text


def test_the_second_time_gives_the_same_bytes(shown: Shown):
    assert "is there already" in shown.told
    assert shown.first
    assert shown.second == shown.first


def test_the_table_says_what_lies_where(shown: Shown):
    rows = [line for line in shown.told.splitlines() if " build/demo/" in line]

    assert len(rows) == 2 * (len(TARGETS) + len(demo.POST_TARGETS))
    for row in rows:
        assert (shown.root / row.split("  ")[-1].strip()).exists(), row


def test_without_a_screen_it_says_so(shown: Shown):
    assert "no screen" in shown.told
