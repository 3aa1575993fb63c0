"""Makes what is imported: Markdown with pictures, plain text with many posts, many readers."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from torture.program import Program

_POSTS, _PICTURES, _READERS = 60, 15, 10_000
_LIST = "Many"


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: the words of the command, how many it brings, and how to count what is there of it."""

    name: str
    words: tuple[object, ...]
    whole: int
    count: Callable[[Program], int]


def batches(folder: Path) -> tuple[Batch, ...]:
    """Write the files, and return the imports."""
    markdown, text, csv = folder / "markdown", folder / "many.txt", folder / "many.csv"
    markdown.mkdir()
    _write_markdown(markdown)
    text.write_text("\n\n\u00a0\n\n\u00a0\n\n".join(f"Talk {n}\n\nWords of talk {n}." for n in range(_POSTS)))
    csv.write_text("email\n" + "".join(f"reader{number}@example.test\n" for number in range(_READERS)))
    consent = ("--list", _LIST, "--consent", "Yes.")
    return (
        Batch("Markdown with pictures", ("import", markdown), _POSTS, _posts),
        Batch("text", ("import", text), _POSTS, _posts),
        Batch("readers", ("contacts", "import", csv, *consent), _READERS, _readers),
    )


def _write_markdown(folder: Path) -> None:
    for number in range(_PICTURES):
        noise = random.Random(number).randbytes(200 * 150 * 3)
        Image.frombytes("RGB", (200, 150), noise).save(folder / f"{number}.png")
    for number in range(_POSTS):
        picture = number % _PICTURES
        words = f"# Walk {number}\n\nWords.\n\n![Picture {picture}]({picture}.png)\n"
        (folder / f"walk-{number:02}.md").write_text(words)


def _posts(program: Program) -> int:
    titles = [item["title"] for item in program.do("list", "posts", "--json").json["items"]]
    return sum(title.startswith(("Walk ", "Talk ")) for title in titles)


def _readers(program: Program) -> int:
    lists = program.do("contacts", "lists", "--json").json["items"]
    return sum(each["people"] for each in lists if each["name"] == _LIST)
