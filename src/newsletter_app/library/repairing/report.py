"""Writes down what a repair did, beside the library as it was before."""

from dataclasses import replace

from newsletter_app.i18n import _
from newsletter_app.library.files import write_file
from newsletter_app.library.repairing.told import Repaired

FILE = "repair.txt"


def write_down(done: Repaired) -> Repaired:
    """Return what was done, with the file that lists it; without one where there is no room for that."""
    if done.aside is None or not done.told:
        return done
    lines = [_("What the repair of this library did, what is lost first:"), ""]
    lines += [told.message for told in done.lost_first]
    file = done.aside / FILE
    try:
        write_file(file, "".join(f"{line}\n" for line in lines).encode(errors="replace"))
    except OSError:  # the library is repaired all the same
        return done
    return replace(done, report=file)
