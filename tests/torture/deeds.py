"""A day's work by the command line, each deed with what must be there afterwards if it was acknowledged."""

import random
import textwrap
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from torture.program import Program

_READERS = 300


@dataclass(frozen=True, slots=True)
class Deed:
    """A command with what is typed into it; `is_there` tells whether what it did is still done."""

    name: str
    words: tuple[object, ...]
    typed: str
    is_there: Callable[[Program], bool]


def deeds(drive: Path, sources: Path) -> tuple[Deed, ...]:
    """Return the deeds; files that are written go onto the drive, those that are read lie in `sources`."""
    picture, text = sources / "noise.png", sources / "talks.txt"
    zipped, mail = drive / "backup.zip", drive / "mail.eml"
    people = "".join(f"new{number}@example.test\n" for number in range(_READERS))
    consent = ("--list", "New", "--consent", "Yes.")
    return (
        Deed("create", ("new", "post", "--title", "Fresh", "--body", "-"), words(1, 20_000), _has_fresh),
        Deed("edit", ("edit", "the-hall", "--body", "-"), words(2, 60_000), _is_edited),
        Deed("picture", ("new", "asset", picture, "--decorative"), "", _has_picture),
        Deed("import", ("import", text), "", _has_talks),
        Deed("readers", ("contacts", "import", "-", *consent), f"email\n{people}", _has_readers),
        Deed(
            "export",
            ("export", "spring", "--to", "eml", "--force", "--out", mail),
            "",
            lambda _p: _is_whole(mail),
        ),
        Deed("backup", ("library", "backup", "--force", zipped), "", lambda _p: _is_sound(zipped)),
    )


def write_sources(folder: Path) -> None:
    """Write what is imported."""
    noise = random.Random(3).randbytes(200 * 150 * 3)
    Image.frombytes("RGB", (200, 150), noise).save(folder / "noise.png")
    talks = (f"Talk {number}\n\n{words(number, 2_000)}" for number in range(10))
    (folder / "talks.txt").write_text("\n\n\u00a0\n\n\u00a0\n\n".join(talks))


def words(seed: int, size: int) -> str:
    """Return paragraphs of so many bytes that nothing makes small, ending in a word to know them by."""
    spread = random.Random(seed).randbytes(size // 2).hex()
    paragraphs = (textwrap.fill(spread[at : at + 600], 60) for at in range(0, len(spread), 600))
    return "\n\n".join([*paragraphs, f"ending{seed}"])


def _titles(program: Program) -> list[str]:
    return [item["title"] for item in program.do("list", "posts", "--json").json["items"]]


def _has_fresh(program: Program) -> bool:
    return "ending1" in program.do("show", "fresh", "--json").json["body"]


def _is_edited(program: Program) -> bool:
    return "ending2" in program.do("show", "the-hall", "--json").json["body"]


def _has_picture(program: Program) -> bool:
    return len(program.do("list", "assets", "--json").json["items"]) == 1


def _has_talks(program: Program) -> bool:
    return sum(title.startswith("Talk") for title in _titles(program)) == 10


def _has_readers(program: Program) -> bool:
    lists = program.do("contacts", "lists", "--json").json["items"]
    return [each["people"] for each in lists if each["name"] == "New"] == [_READERS]


def _is_whole(mail: Path) -> bool:
    return mail.read_bytes().rstrip().endswith(b"--")


def _is_sound(zipped: Path) -> bool:
    with zipfile.ZipFile(zipped) as archive:
        return archive.testzip() is None and "manifest.json" in archive.namelist()
