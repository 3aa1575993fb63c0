"""Makes a library in two states, and knows what each export of them looks like."""

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from newsletter_app.exporting.registry import TARGETS
from torture.program import Program
from torture.trees import Trees, tree_of

_MAILED = ("email", "eml", "folder")
_PICTURES = 4
_READERS = 4_000


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of the library: the words of the command, and the file it writes, "" for a folder."""

    name: str
    words: tuple[str, ...]
    out: str
    main: str


def _target(name: str, *, is_file: bool) -> Way:
    item = "spring" if name in _MAILED else "the-hall"
    out = f"{name}.out" if is_file else name
    return Way(name, ("export", item, "--to", name, "--force", "--out"), out, out if is_file else "")


WAYS = (
    *(_target(target.name, is_file=bool(target.suffix)) for target in TARGETS),
    Way("backup", ("library", "backup", "--force"), "backup.zip", "backup.zip"),
    Way("readers", ("contacts", "export", "--list", "Friends", "--force", "--out"), "r.csv", "r.csv"),
)


@dataclass(slots=True)
class ExportRig:
    """The library in its old and its new state; what a way wrote before is made when it is asked for."""

    folder: Path
    old: Program = field(init=False)
    new: Program = field(init=False)
    _known: dict[str, tuple[Trees, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.old = Program(self.folder / "old", self.folder / "home")
        self.new = Program(self.folder / "new", self.folder / "home")
        _fill(self.old, self.folder)
        shutil.copytree(self.old.library, self.new.library)
        _change(self.new, self.folder)

    def before(self, way: Way) -> Path:
        """Return the folder that holds what was exported before."""
        return self.folder / "before" / way.name

    def known(self, way: Way) -> tuple[Trees, int]:
        """Return what the export looks like before and now, and in how many steps it is written."""
        if way.name not in self._known:
            self._known[way.name] = self._learn(way)
        return self._known[way.name]

    def _learn(self, way: Way) -> tuple[Trees, int]:
        before, now = self.before(way), self.folder / "now" / way.name
        before.mkdir(parents=True)
        self.old.do(*way.words, before / way.out)
        shutil.copytree(before, now)
        steps = self.new.steps(now, *way.words, now / way.out)
        trees = Trees(way.main, tree_of(before), tree_of(now))
        assert trees.state(trees.old) == "old", way
        assert trees.state(trees.new) == "new", way
        return trees, steps


def _fill(program: Program, folder: Path) -> None:
    pictures = [_picture(folder, number) for number in range(_PICTURES // 2)]
    (folder / "the-hall.md").write_text("\n\n".join(["Old words.", *pictures]))
    program.do("import", folder / "the-hall.md")
    program.do("new", "newsletter", "--title", "Spring", "--subject", "News", "--entry", "the-hall:full")
    people = "".join(f"reader{number}@example.test\n" for number in range(10))
    program.do("contacts", "import", "-", "--list", "Friends", "--consent", "Yes.", typed=f"email\n{people}")


def _change(program: Program, folder: Path) -> None:
    people = "".join(f"other{number}@example.test\n" for number in range(_READERS))
    program.do("contacts", "import", "-", "--list", "Friends", "--consent", "Yes.", typed=f"email\n{people}")
    shown = program.do("show", "the-hall", "--json").json["body"]
    (folder / "more.md").write_text("\n\n".join(_picture(folder, n) for n in range(2, _PICTURES)))
    more = program.do("import", folder / "more.md", "--json").json["items"][0]
    program.do("edit", "the-hall", "--body", "-", typed=f"New words.\n\n{more['body']}\n\n{shown}")


def _picture(folder: Path, number: int) -> str:
    """Draw noise, which no format makes smaller, and return how Markdown names it."""
    noise = random.Random(number).randbytes(500 * 400 * 3)
    Image.frombytes("RGB", (500, 400), noise).save(folder / f"{number}.png")
    return f"![Picture {number}]({number}.png)"


def way_of(number: int) -> Way:
    """Return the way of a case: each in turn."""
    return WAYS[number % len(WAYS)]
