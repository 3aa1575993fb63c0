"""Damage that is found while a library is open: nothing more is written, and the files stay as they are."""

import shutil
import threading

import pytest

from newsletter_app.content.post import Post
from newsletter_app.errors import LibraryDamaged
from newsletter_app.library import failures
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.file_check import FileCheck
from newsletter_app.library.opening import open_library

FILE = "library.sqlite"


def opened(folder, **more):
    return open_library(folder, clean_picture, make=False, **more)


def zero_page(folder, number):
    with (folder / FILE).open("r+b") as file:
        file.seek(number * 4096)
        file.write(bytes(4096))


def files_of(folder):
    return {name: (folder / name).read_bytes() for name in (FILE, f"{FILE}-wal") if (folder / name).exists()}


def test_once_stopped_nothing_is_written_not_even_at_closing(closed, copy_of):
    folder = copy_of(closed)
    library = opened(folder)
    library.items.add(Post(title="Waits in the log"))
    before = files_of(folder)
    assert before[f"{FILE}-wal"]
    library.upkeep.stop_writing(failures.damaged(folder))
    with pytest.raises(LibraryDamaged):
        library.items.add(Post(title="Too late"))
    assert library.is_read_only
    library.close()
    assert files_of(folder) == before


def test_without_stopping_the_log_is_brought_into_the_file(closed, copy_of):
    """The control: closing does write, where nothing keeps it from that."""
    folder = copy_of(closed)
    library = opened(folder)
    library.items.add(Post(title="Waits in the log"))
    before = files_of(folder)
    library.close()
    assert files_of(folder) != before


def test_damage_that_a_read_meets_stops_writing(closed, copy_of):
    folder = copy_of(closed)
    library = opened(folder)
    for number in range(3, (folder / FILE).stat().st_size // 4096):
        zero_page(folder, number)
    with pytest.raises(LibraryDamaged):
        library.items.all()
    with pytest.raises(LibraryDamaged):
        library.items.add(Post(title="Too late"))
    library.close()


def test_a_file_is_looked_through_beside_the_work(closed, copy_of):
    folder = copy_of(closed)
    assert FileCheck(folder).look(thoroughly=True)
    assert not FileCheck(folder).is_large
    zero_page(folder, 3)
    with pytest.raises(LibraryDamaged):
        FileCheck(folder).look(thoroughly=False)


def test_a_look_can_be_called_off(closed, copy_of):
    check = FileCheck(copy_of(closed))
    check.call_off()
    assert not check.look(thoroughly=True)
    during = FileCheck(copy_of(closed))
    looking = threading.Thread(target=during.look, kwargs={"thoroughly": True})
    looking.start()
    during.call_off()
    looking.join(30)
    assert not looking.is_alive()


def test_a_check_is_due_after_seven_days_of_use_whatever_the_clock_says(closed, copy_of, clock):
    folder = copy_of(closed)
    with opened(folder, now=clock) as library:
        library.upkeep.note_check()
        clock.pass_(days=4000)
        library.items.add(Post(title="One day"))
        assert not library.upkeep.is_check_due()
        for number in range(8):
            clock.pass_(days=1)
            library.items.add(Post(title=f"Another, {number}"))
        assert library.upkeep.is_check_due()
        library.upkeep.note_check()
        assert not library.upkeep.is_check_due()


def test_a_killed_repair_leaves_the_old_or_the_new(closed, copy_of):
    import subprocess
    import sys

    code = """
import os, pathlib, signal, sys
from newsletter_app.library import swapping
from newsletter_app.library.repairing.repair import repair
name = sys.argv[2]
real = getattr(swapping, name)
def killed(*given):
    if sys.argv[3] == "after":
        real(*given)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(swapping, name, killed)
repair(pathlib.Path(sys.argv[1]))
"""
    for name in ("put_aside", "_finish", "_clear"):
        for moment in ("before", "after"):
            folder = copy_of(closed)
            zero_page(folder, 3)
            before = (folder / FILE).read_bytes()
            subprocess.run(
                [sys.executable, "-c", code, folder, name, moment], check=False, capture_output=True
            )
            try:
                with opened(folder) as library:
                    assert library.upkeep.check() == ()
                    (aside,) = (folder / "aside").iterdir()
                    assert (aside / FILE).read_bytes() == before
            except LibraryDamaged:
                assert (folder / FILE).read_bytes() == before
            shutil.rmtree(folder)


def test_a_file_that_was_emptied_is_damage_though_nothing_in_it_is_wrong(closed, copy_of):
    folder = copy_of(closed)
    (folder / FILE).write_bytes(b"")
    with pytest.raises(LibraryDamaged, match="missing or empty"):
        FileCheck(folder).look(thoroughly=True)
