"""Lets tests use the real command line, in this process."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from newsletter_app import cli


@dataclass(frozen=True)
class Said:
    """What the program answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Say = Callable[..., Said]


def no_window(_library: str) -> int:
    raise AssertionError("no window was asked for")


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run the program in an empty folder; `stdin` is what is typed, the library is `library` there."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, stdin: bytes = b"", window=no_window) -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        status = cli.run(["--library", str(tmp_path / "library"), *map(str, arguments)], window)
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        return Said(status, said.out, said.err)

    return run


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "hall.png"
    Image.new("RGB", (40, 30), "teal").save(file)
    return file


@pytest.fixture
def post(say: Say) -> dict[str, Any]:
    """One post in the library."""
    return say(
        *(
            "new",
            "post",
            "--title",
            "Spring meeting",
            "--body",
            "-",
            "--summary",
            "Short",
            "--tag",
            "events",
            "--json",
        ),
        stdin=b"We met at the *town hall*.",
    ).json


@pytest.fixture
def newsletter(say: Say, post: dict[str, Any]) -> dict[str, Any]:
    """One newsletter with that post."""
    return say(
        *(
            "new",
            "newsletter",
            "--title",
            "Spring",
            "--subject",
            "News of spring",
            "--entry",
            post["id"],
            "--json",
        )
    ).json
