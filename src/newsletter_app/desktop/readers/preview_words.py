"""Says what a file of readers would bring."""

from newsletter_app.desktop.readers.words import line_numbers
from newsletter_app.i18n import N_, _, ngettext
from newsletter_app.library.readers import BroughtIn
from newsletter_app.mailing.columns import Column
from newsletter_app.mailing.headings import Meaning
from newsletter_app.mailing.import_preview import ImportPreview

_MEANINGS = {
    Meaning.EMAIL: N_("address"),
    Meaning.FIRST_NAME: N_("first name"),
    Meaning.LAST_NAME: N_("last name"),
    Meaning.NAME: N_("name"),
    Meaning.LANGUAGE: N_("language"),
    Meaning.LEFT: N_("who has unsubscribed"),
}


def summary(preview: ImportPreview) -> str:
    """Return how many people are in a file, and how many lines repeat one of them."""
    people = len(preview.people)
    said = ngettext("“{file}” has {number} reader.", "“{file}” has {number} readers.", people).format(
        file=preview.file, number=f"{people:,}"
    )
    twice = len(preview.duplicates)
    if not twice:
        return said
    repeated = ngettext(
        "{number} line repeats an address further up and counts once: line {lines}.",
        "{number} lines repeat an address further up and count once: lines {lines}.",
        twice,
    ).format(number=f"{twice:,}", lines=line_numbers(preview.duplicates))
    return f"{said} {repeated}"


def column_lines(preview: ImportPreview) -> list[str]:
    """Return what each column becomes, one a line."""
    return [f"{column.heading} → {_becomes(column)}" for column in preview.columns]


def fault_lines(preview: ImportPreview) -> list[str]:
    """Return why lines cannot be brought in, one a line."""
    lines = [
        _("Line {line}: {fault}").format(line=fault.line, fault=fault.sentence) for fault in preview.faults
    ]
    more = preview.faulty - len(preview.faults)
    return [*lines, _("{number} more lines are faulty.").format(number=f"{more:,}")] if more > 0 else lines


def came_words(came: BroughtIn, list_name: str) -> str:
    """Return what came of an import."""
    said = ngettext(
        "{number} reader has come onto “{list}”.", "{number} readers have come onto “{list}”.", came.added
    ).format(number=f"{came.added:,}", list=list_name)
    parts = [said]
    if came.updated:
        parts.append(_("Completed, or new on this list: {number}.").format(number=f"{came.updated:,}"))
    if came.unchanged:
        parts.append(_("Known already: {number}.").format(number=f"{came.unchanged:,}"))
    if came.suppressed:
        parts.append(_kept_out(came.suppressed))
    return " ".join(parts)


def _kept_out(lines: tuple[int, ...]) -> str:
    return ngettext(
        "{number} line was kept out, for that person has unsubscribed or was erased: line {lines}.",
        "{number} lines were kept out, for those people have unsubscribed or were erased: lines {lines}.",
        len(lines),
    ).format(number=f"{len(lines):,}", lines=line_numbers(lines))


def _becomes(column: Column) -> str:
    if column.is_own_field:
        return _("merge field {name}").format(name="{{" + column.becomes + "}}")
    return _(_MEANINGS[Meaning(column.becomes)])
