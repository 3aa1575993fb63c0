"""A clock is set ten years ahead, and back, and over both changes of the summer: no word is lost."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FAKETIME = shutil.which("faketime") or ""
pytestmark = pytest.mark.skipif(
    not (FAKETIME and os.environ.get("NEWSLETTER_TORTURE")),
    reason="With faketime and NEWSLETTER_TORTURE=1; the rooms' own tests hand in clocks that jump.",
)
MOMENTS = (
    "2027-03-28 00:59:59",
    "2037-03-28 01:00:01",
    "2027-03-28 01:00:00",
    "2027-10-31 01:59:59",
    "2027-10-31 00:00:01",
    "2017-03-28 12:00:00",
    "2027-03-28 01:00:00",
    "2027-03-28 00:59:59",
)
"""Each edit is made at one of these (UTC)."""


class Program:
    """The command line, each call at a moment of its own, in London."""

    def __init__(self, library: Path) -> None:
        self._library = library

    def at(self, moment: str, *words: str, typed: str = "") -> Any:
        command = [
            FAKETIME,
            f"{moment} UTC",
            sys.executable,
            "-m",
            "newsletter_app",
            "--library",
            str(self._library),
        ]
        said = subprocess.run(
            [*command, "--json", *words],
            input=typed,
            env={**os.environ, "TZ": "Europe/London"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert said.returncode == 0, said.stderr
        return json.loads(said.stdout) if said.stdout.strip() else {}


def test_every_edit_is_there_in_its_order(tmp_path: Path) -> None:
    program = Program(tmp_path / "library")
    post = program.at(MOMENTS[0], "new", "post", "--title", "Clocks", "--body", "-", typed="0")["id"]
    for number, moment in enumerate(MOMENTS, 1):
        program.at(moment, "edit", post, "--body", "-", typed=str(number))

    kept = program.at(MOMENTS[-1], "revisions", post)["items"]
    assert [each["number"] for each in kept] == sorted((each["number"] for each in kept), reverse=True)
    assert len(kept) == len(MOMENTS) + 1
    assert program.at(MOMENTS[0], "show", post)["body"].strip() == str(len(MOMENTS))
    program.at("2037-03-28 01:00:01", "library", "check")
    program.at(MOMENTS[-1], "revert", post, str(kept[-2]["number"]))
    assert program.at(MOMENTS[-1], "show", post)["body"].strip() == "1"
