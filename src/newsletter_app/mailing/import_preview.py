"""Says what a list of readers would bring, before anything is changed."""

from dataclasses import dataclass

from newsletter_app.content.contact import Contact
from newsletter_app.errors import CannotImport, Open
from newsletter_app.i18n import _, ngettext
from newsletter_app.mailing.columns import Column

_NAMED = 10


@dataclass(frozen=True, slots=True)
class NewReader:
    """A reader with the line of the file they stand in, from 1."""

    line: int
    contact: Contact


@dataclass(frozen=True, slots=True)
class LineFault:
    """Why a line cannot be brought in: a sentence that repeats nothing of it."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file would bring.

    `duplicates` are the lines whose address stands further up already, in whatever spelling; the first one
    counts. `faults` are the first of `faulty` lines that keep the file from being brought in.
    """

    file: str
    columns: tuple[Column, ...] = ()
    people: tuple[NewReader, ...] = ()
    duplicates: tuple[int, ...] = ()
    faults: tuple[LineFault, ...] = ()
    faulty: int = 0

    @property
    def header(self) -> tuple[str, ...]:
        """Return the headings of the columns that are brought in."""
        return tuple(column.heading for column in self.columns)

    @property
    def merge_fields(self) -> tuple[str, ...]:
        """Return the names of the merge fields that come, beside those everybody has."""
        return tuple(column.becomes for column in self.columns if column.is_own_field)

    def require_faultless(self) -> None:
        """Raise CannotImport, with the first lines that are faulty and why, where there is any."""
        if not self.faulty:
            return
        lines = [
            _("Line {line}: {fault}").format(line=fault.line, fault=fault.sentence)
            for fault in self.faults[:_NAMED]
        ]
        if self.faulty > len(lines):
            lines.append(_("{number} more lines are faulty.").format(number=self.faulty - len(lines)))
        said = ngettext(
            "Nothing was brought in, for {number} line of “{file}” is faulty.",
            "Nothing was brought in, for {number} lines of “{file}” are faulty.",
            self.faulty,
        ).format(number=self.faulty, file=self.file)
        raise CannotImport(" ".join([said, *lines]), hint=_("Correct the file."), action=Open.READERS)
