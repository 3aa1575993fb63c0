"""Tells a state of a library that is taken back what has happened since."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path

from newsletter_app.content.kinds import Status
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.run import RunState
from newsletter_app.errors import Missing
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.carrying_over import carry_over, lasting_of
from newsletter_app.library.cleaned_picture import CleanedPicture
from newsletter_app.library.connecting import connect
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.lasting import Lasting, LastingFile
from newsletter_app.library.library import Library
from newsletter_app.library.looking import FILE, access_to
from newsletter_app.library.moments import Clock
from newsletter_app.library.opening import open_library

_PATIENCE = 5.0
KeyOf = Callable[[Library, bytes], HashAddress | None]
"""Gives what hashes the addresses of a library, given the key that lay in its backup (b"" for none).

None where the key is nowhere.
"""


def succeed(
    staging: Path, folder: Path, key: bytes, key_of: KeyOf, now: Clock, others: Sequence[Path] = ()
) -> tuple[str, ...]:
    """Bring the library in `staging` up to date, and let it know what that in `folder` knew; return notes.

    Its tables become those of today. Who has left since leaves it again; what was sent since stays sent.
    Where `folder` knows nothing of this library, that is asked which lies in one of `others`.
    """
    with _opened(staging, now) as library:
        library_id, before = library.id, _newsletters_sent(library)
    carried = _carried(staging, folder, library_id)
    known = _known_in(folder, library_id, carried)
    if known is None:
        known = _known_elsewhere(others, library_id)
    with _opened(staging, now) as library:
        library.remembering.learn(known or Lasting())
        unknown = library.remembering.question_open_runs() if carried is None else 0
        _mark_as_sent(library, _newsletters_sent(library) - before)
        left = library.remembering.erase_again(key_of(library, key))
        notes = [*_note_on_unknown(unknown), *_note_on_left(left)]
        if library.remembering.waits_for_the_key:
            notes.append(_waits_for_the_key())
        if known is None and library.remembering.knows_people:
            notes.append(_nobody_knows_who_left())
    return tuple(notes)


def _opened(staging: Path, now: Clock) -> Library:
    return open_library(staging, _no_picture, make=False, now=now)


def _carried(staging: Path, folder: Path, library_id: str) -> Lasting | None:
    file = staging / FILE
    with contextlib.closing(connect(file, access_to(file), _PATIENCE)) as into:
        return carry_over(into, folder / FILE, library_id)


def _known_in(folder: Path, library_id: str, read: Lasting | None) -> Lasting | None:
    """Return what a folder knows of a library of which `read` was read, None where it knows nothing of it."""
    file, written = LastingFile(folder, library_id), Lasting()
    with contextlib.suppress(OSError):
        written = file.read()
    return None if read is None and not file.path.exists() else written.with_(read or Lasting())


def _known_elsewhere(others: Sequence[Path], library_id: str) -> Lasting | None:
    """Return what all other places know of the library together, None where it lies in none of them."""
    found = [_known_in(other, library_id, lasting_of(other / FILE, library_id)) for other in others]
    known = [each for each in found if each is not None]
    return reduce(Lasting.with_, known) if known else None


def _newsletters_sent(library: Library) -> frozenset[str]:
    return frozenset(run.newsletter for run in library.runs.all() if run.state is RunState.FINISHED)


def _mark_as_sent(library: Library, newsletters: frozenset[str]) -> None:
    for newsletter_id in newsletters:
        with contextlib.suppress(Missing):  # it was written after the backup was made
            newsletter = library.items.get(newsletter_id)
            if isinstance(newsletter, Newsletter) and newsletter.record.deleted is None:
                library.items.save(replace(newsletter, status=Status.SENT), keep=bool(newsletter.title))


def _note_on_unknown(number: int) -> Iterator[str]:
    if number:
        told = ngettext(
            "Of {number} message nobody can tell whether it went after the backup was made: settle it.",
            "Of {number} messages nobody can tell whether they went after the backup was made: settle them.",
            number,
        )
        yield told.format(number=number)


def _note_on_left(number: int) -> Iterator[str]:
    if number:
        told = ngettext(
            "{number} person who left after the backup was made has left again.",
            "{number} people who left after the backup was made have left again.",
            number,
        )
        yield told.format(number=number)


def _waits_for_the_key() -> str:
    return _(
        "Who left after the backup was made may still stand among the readers, though nobody can write to "
        "them: the key of the unsubscribed readers is not on this computer. Unlock the keyring, or bring the "
        "key in from a backup (newsletter-app contacts restore-key FILE), and they leave again."
    )


def _nobody_knows_who_left() -> str:
    return _(
        "Nothing on this computer tells who left or was erased after the backup was made: they stand among "
        "the readers again. Look through the lists before anything is sent."
    )


def _no_picture(_data: bytes) -> CleanedPicture:
    raise TypeError("a library that is only brought up to date takes no picture in")
