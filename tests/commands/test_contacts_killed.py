"""An import of readers that is killed at any moment has brought all of them or none."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif("NEWSLETTER_TORTURE" not in os.environ, reason="kills many programs")

PEOPLE = 10_000
KILLS = 30
ONE_BY_ONE = """
import sys
from pathlib import Path
from newsletter_app.content.contact import Consent, Contact
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
with open_library(Path(sys.argv[1]), clean_picture, make=False) as library:
    of = library.readers.make_list("Naive").id
    for number in range(2_000):
        library.readers.add(Contact(f"naive{number}@example.org"), of, Consent(wording="Yes."), str)
"""


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    file = tmp_path / "many.csv"
    file.write_text("email\n" + "".join(f"reader{number}@example.org\n" for number in range(PEOPLE)))
    return file


def started(*arguments: object) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def killed(program: subprocess.Popen[bytes], seconds: float) -> None:
    time.sleep(seconds)  # the moment is what is tried
    program.kill()
    program.wait()


def counts(say) -> dict[str, int]:
    return {of["name"]: of["people"] for of in json.loads(say("contacts", "lists", "--json").out)["items"]}


def test_a_killed_import_is_all_or_nothing(say, csv, tmp_path):
    say("contacts", "import", "-", "--list", "Small", "--consent", "Yes.", stdin=b"email\nann@example.org\n")
    words = ["-m", "newsletter_app", "--library", tmp_path / "library", "contacts", "import", csv]
    began = time.monotonic()
    started(*words, "--list", "Whole", "--consent", "Yes.").wait()
    takes = time.monotonic() - began
    seen = random.Random(7)

    for number in range(KILLS):
        killed(
            started(*words, "--list", f"Run {number}", "--consent", "Yes."), seen.uniform(0.2, 1.1) * takes
        )
        assert counts(say).get(f"Run {number}", 0) in (0, PEOPLE)

    assert say("library", "check").status == 0
    assert say("contacts", "import", csv, "--list", "Last", "--consent", "Yes.").status == 0
    assert counts(say)["Last"] == PEOPLE


def test_people_who_come_one_by_one_are_cut_off_in_the_middle(say, tmp_path):
    """Shows that the kills above would find half an import."""
    say("contacts", "import", "-", "--list", "Small", "--consent", "Yes.", stdin=b"email\nann@example.org\n")
    program = started("-c", ONE_BY_ONE, tmp_path / "library")
    while not counts(say).get("Naive") and program.poll() is None:
        time.sleep(0.05)

    killed(program, 0.2)

    assert 0 < counts(say)["Naive"] < 2_000
