"""Compares what lies in a folder with what an export wrote before and what it writes now."""

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

Tree = dict[str, object]
"""What each file holds, by its path in the folder."""
TORN = "torn"


def tree_of(folder: Path) -> Tree:
    """Return all files of a folder, strays too; of a whole backup what its manifest promises."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return {file.relative_to(folder).as_posix(): _content(file) for file in files}


def _content(file: Path) -> object:
    return _promises(file) if file.suffix == ".zip" else file.read_bytes()


def _promises(file: Path) -> object:
    """Return the counts and names in a backup; when it was made does not count."""
    try:
        with zipfile.ZipFile(file) as archive:
            if archive.testzip():
                return TORN
            manifest = json.loads(archive.read("manifest.json"))
            return json.dumps([manifest["counts"], sorted(archive.namelist())])
    except (zipfile.BadZipFile, KeyError, ValueError):
        return TORN


@dataclass(frozen=True, slots=True)
class Trees:
    """What an export wrote before, and what it writes over that; `main` is its file, "" for a folder."""

    main: str
    old: Tree
    new: Tree

    def state(self, found: Tree) -> str:
        """Return whether a folder holds the "old" export or the "new" one, or is "torn"."""
        there = {name: content for name, content in found.items() if name in self.old | self.new}
        if not self.main:
            return "old" if there == self.old else "new" if there == self.new else TORN
        for state, wanted in (("old", self.old), ("new", self.new)):
            if there.get(self.main) == wanted[self.main] and self._is_whole(there, wanted):
                return state
        return TORN

    def strays(self, found: Tree) -> list[str]:
        """Return what no export put there under that name."""
        return sorted(found.keys() - self.old.keys() - self.new.keys())

    def _is_whole(self, there: Tree, wanted: Tree) -> bool:
        """Tell whether all that the page names is there, and every other file is what some export wrote."""
        others = all(
            content in (self.old.get(name), self.new.get(name))
            for name, content in there.items()
            if name != self.main
        )
        return others and all(name in there for name in wanted)
