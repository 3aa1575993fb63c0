"""The log holds codes and counts, and nothing that somebody wrote."""

import os
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter_app import logs
from newsletter_app.logs import Log, open_log, redacted, silent
from newsletter_app.traces import is_code

CANARY = "Ann Example, 12 Mill Lane"


def told(event: str, **fields: logs.Field) -> str:
    lines: list[str] = []
    Log(lines.append).tell(event, **fields)
    return lines[0].split(" ", 1)[1]


def test_an_event_is_one_line_with_its_fields():
    assert (
        told("library.opened", kind="post", count=3, seconds=0.25)
        == "library.opened kind=post count=3 seconds=0.25"
    )


@pytest.mark.parametrize(
    "fields", [{"title": CANARY}, {"id": CANARY}, {"count": CANARY}, {"kind": "a@example.org"}]
)
def test_a_field_of_unknown_name_or_shape_is_withheld(fields: dict[str, str]):
    line = told("post.saved", **fields)

    assert "withheld" in line
    assert "Ann" not in line
    assert "@" not in line


def test_an_event_that_is_no_code_is_withheld():
    assert told(CANARY) == "withheld"


@given(st.text(min_size=1), st.sampled_from(["id", "kind", "title", "count"]))
def test_no_text_brings_a_second_line_or_more_than_a_code(text: str, name: str):
    line = told("post.saved", **{name: text})

    assert "\n" not in line
    assert is_code(text) or text == "withheld" or f"={text}" not in line


def fault() -> BaseException:
    try:
        try:
            {}[CANARY]
        except KeyError as error:
            raise ValueError(CANARY) from error
    except ValueError as error:
        return error


def test_a_fault_tells_kinds_and_frames_without_its_message():
    lines: list[str] = []

    Log(lines.append).fault(fault())

    text = "\n".join(lines)
    assert "fault ValueError from KeyError" in text
    assert "at test_logs.py:" in text
    assert CANARY not in text


def test_the_message_is_there_to_be_left_out():
    assert CANARY in str(fault())


@pytest.mark.parametrize(
    "line",
    [
        "to ann@example.org",
        "Authorization: Basic YW5uOmh1bnRlcjI=",
        "AUTH PLAIN AGFubgBodW50ZXIy",
        "{'password': 'hunter2'}",
        '{"smtp_password": "hunter2", "x": 1}',
        "password=hunter2",
        "token: hunter2",
        "https://ann:hunter2@example.org/",
        "Bearer hunter2",
    ],
)
def test_secrets_and_addresses_are_redacted_from_any_line(line: str):
    after = redacted(line)

    assert "hunter2" not in after
    assert "ann@" not in after
    assert "YW5u" not in after
    assert "AGFub" not in after


def test_a_line_without_secrets_is_left_as_it_is():
    assert redacted("worker.ended job=article ms=12") == "worker.ended job=article ms=12"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_files_are_for_the_person_alone_and_five_at_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(logs, "_BYTES", 500)
    log = open_log(tmp_path / "state")
    for number in range(200):
        log.tell("post.saved", number=number)
    log.close()

    files = sorted((tmp_path / "state").iterdir())
    assert len(files) == 5
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert all(file.stat().st_size <= 500 for file in files)


def test_files_of_more_than_14_days_ago_are_forgotten(tmp_path: Path):
    old, recent = tmp_path / f"{logs.FILE}.1", tmp_path / f"{logs.FILE}.2"
    for file, days in ((old, 15), (recent, 13)):
        file.write_text("x", encoding="utf-8")
        os.utime(file, (time.time() - days * 86400,) * 2)

    open_log(tmp_path).close()

    assert not old.exists()
    assert recent.exists()


def test_the_program_goes_on_where_no_log_can_be_written(tmp_path: Path):
    (tmp_path / "in-the-way").write_text("", encoding="utf-8")

    log = open_log(tmp_path / "in-the-way")

    log.tell("app.started")
    silent().tell("app.started")
