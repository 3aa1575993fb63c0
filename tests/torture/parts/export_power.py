"""Takes the power away while exports are written."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from torture import disks
from torture.export_rig import WAYS, ExportRig, Way, way_of
from torture.killing import changed, end, soon
from torture.outcome import Outcome
from torture.parts.export import judged, with_the_next
from torture.program import LONG, Program, wait_until


class ExportPowerCuts:
    """After a power cut an acknowledged export is there; another is the old one or the new one."""

    name = "export-power"
    about = "the power is cut in exports and just after them"
    guard = "files written straight over the old ones"
    full = 30

    def lacking(self) -> str:
        """Return what it takes to cut the power of a disk."""
        return disks.lacking()

    @contextmanager
    def bench(self, folder: Path) -> Iterator["ExportPowerBench"]:
        """Give a bench with a library in two states; only the exports lie on the disk."""
        yield ExportPowerBench(folder, ExportRig(folder))


@dataclass(frozen=True, slots=True)
class ExportPowerBench:
    """Exports the new state over the old export on a disk, and cuts."""

    folder: Path
    rig: ExportRig

    def case(self, number: int, dice: Random) -> Outcome:
        """Cut in the middle, or just after the command said that it was done."""
        return self._cut(way_of(number), dice, self.rig.new, in_the_middle=number % 2 == 0)

    def control(self, _number: int, dice: Random) -> Outcome:
        """Cut just after an export that does not wait for the disk."""
        way = next(way for way in WAYS if way.name == "eml")
        return self._cut(way, dice, replace(self.rig.new, guard="with plain writes"), in_the_middle=False)

    def _cut(self, way: Way, dice: Random, program: Program, *, in_the_middle: bool) -> Outcome:
        trees, _steps = self.rig.known(way)
        with disks.power_disk(self.folder) as disk:
            out = disk.place / "out"
            shutil.copytree(self.rig.before(way), out)
            os.sync()
            process = program.start(*way.words, out / way.out)
            if in_the_middle:
                looks = changed(out)
                wait_until(lambda: process.poll() is not None or looks())
                time.sleep(soon(dice))
            else:
                process.communicate(timeout=LONG)
            status = process.poll()
            disk.cut()
            end(process)
            disk.come_back()
            outcome = replace(judged(trees, out, way, status), ended=1)
            self.rig.new.do(*way.words, out / way.out)
            return with_the_next(outcome, trees, out, way)
