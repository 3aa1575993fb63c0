"""Lists the parts of the torture."""

from torture.part import Part
from torture.parts.export import Exports
from torture.parts.export_power import ExportPowerCuts
from torture.parts.full_disk import FullDisks
from torture.parts.import_ import Imports
from torture.parts.power import PowerCuts
from torture.parts.restore import Restores
from torture.parts.send_power import SendPowerCuts
from torture.parts.suites import Suite
from torture.parts.typing import Typing
from torture.parts.upgrade import Upgrades

_ALL_CORES = ("-n", "auto", "--dist", "loadfile")
_SOAK = ("tests/soak",)
_DAMAGE = ("tests/library/damage", "tests/commands/test_damaged_library.py")
_LOCKS = ("tests/library/test_turns.py", "tests/library/runs/test_turns_of_runs.py")
_APART = tuple(f"--ignore={path}" for path in ("tests/torture", *_SOAK, *_DAMAGE, *_LOCKS))

PARTS: tuple[Part, ...] = (
    Typing(),
    Imports(),
    Upgrades(),
    Restores(),
    Exports(),
    PowerCuts(),
    ExportPowerCuts(),
    SendPowerCuts(),
    FullDisks(),
    Suite("damage", "200 damaged libraries are opened, checked and repaired", _DAMAGE),
    Suite("locks", "windows and commands race for a library", _LOCKS),
    Suite("soak", "a long day in one window: signals, calls, reloads, keys", _SOAK),
    Suite("tests", "the other tests at their full length", (*_ALL_CORES, *_APART)),
)
