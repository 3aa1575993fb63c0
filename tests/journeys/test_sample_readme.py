"""The examples of the README do what they say."""

import glob
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASK_A_SERVER = ("account test", "send test", "send start", "send status")
"""What needs the mail server of the example, which is nowhere; a journey of their own sends for real."""


def examples() -> list[str]:
    """Return the command lines as a person would copy them."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").replace("\\\n", " ")
    return re.findall(r"^    (newsletter-app .*)$", text, re.MULTILINE)


def words_of(example: str, home: Path) -> list[str]:
    words = shlex.split(example, comments=True)[1:]
    found = [match for word in words for match in (sorted(glob.glob(word)) or [word])]  # noqa: PTH207 - as a shell does
    return [str(home / word.removeprefix("~/")) if word.startswith("~/") else word for word in found]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_examples():
    assert len(examples()) > 5


@pytest.mark.skipif(sys.platform == "win32", reason="the examples are written for a shell")
def test_the_examples_run_in_their_order(folder: Path):
    for example in examples():
        if any(asking in example for asking in ASK_A_SERVER):
            continue
        command = [sys.executable, "-m", "newsletter_app", *words_of(example, folder)]
        done = subprocess.run(command, capture_output=True, text=True, input="a secret\n")
        assert done.returncode == 0, f"{example}\n{done.stderr}"

    assert (folder / "spring.eml").read_bytes().startswith(b"X-Unsent: 1") or b"X-Unsent: 1" in (
        folder / "spring.eml"
    ).read_bytes()
    assert "<!-- wp:" in (folder / "meeting.html").read_text(encoding="utf-8")
