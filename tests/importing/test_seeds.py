"""The two stretches of the real blog become exactly three posts."""

import os
from pathlib import Path

import pytest

from newsletter_app.importing.base import ReadPost, SourceFile
from newsletter_app.importing.plain_text import PlainText

SEEDS = os.environ.get("NEWSLETTER_SEEDS", "")

pytestmark = pytest.mark.skipif(not SEEDS, reason="NEWSLETTER_SEEDS names no folder with the seeds")


@pytest.fixture(name="files")
def the_files() -> list[Path]:
    return sorted(Path(SEEDS).glob("*.txt"))


@pytest.fixture(name="read")
def all_posts_read(files: list[Path]) -> list[ReadPost]:
    return [post for file in files for post in PlainText().read(SourceFile(file.name, file.read_bytes()))]


@pytest.mark.parametrize("turned", [False, True])
def test_three_posts_come_newest_first(importing, library, files, turned):
    files = files[::-1] if turned else files

    done = importing.carry_out(importing.preview(files))

    assert len(done.items) == 3
    assert len(done.skipped) == 1
    pictures = [post.body.count("](missing:)") for post in library.items.all()]
    assert pictures == [3, 1, 1]  # the gallery's post is the newest


def test_they_are_found_again_when_they_come_again(importing, files):
    importing.carry_out(importing.preview(files))

    again = importing.carry_out(importing.preview(files))

    assert (len(again.items), len(again.skipped)) == (0, 4)


def test_the_report_has_its_heading_its_list_and_its_quote(read):
    report = max(read, key=lambda post: len(post.parts[0]))
    lines = report.parts[0].split("\n")

    assert lines.count("## Outcomes") == 1
    points = [line for line in lines if line[:1].isdigit()]
    assert [point.split(".")[0] for point in points] == [str(number) for number in range(1, 9)]
    assert lines.index(points[-1]) - lines.index(points[0]) == 7
    assert sum(line.startswith("> ") for line in lines) == 1
    assert [note for note in report.notes if note.startswith("Points 1 and 7")]
    assert [note for note in report.notes if note.startswith("Points 2 and 8")]


def test_lost_links_are_marked_and_contacts_kept(read):
    texts = [post.parts[0] for post in read]

    assert sorted(text.count("[here](todo:)") for text in texts) == [0, 1, 1, 1]
    assert [text for text in texts if "@kcl.ac.uk" in text]
    assert [text for text in texts if "0207 923" in text]


def test_no_odd_space_is_left(read):
    assert not [post for post in read if "\u00a0" in post.parts[0] or "  " in post.parts[0]]
