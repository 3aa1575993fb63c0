"""Brings out what is kept about readers."""

from dataclasses import dataclass
from typing import Any

from newsletter_app.content.address import address_key
from newsletter_app.library.readers import Readers
from newsletter_app.mailing import subject_access
from newsletter_app.mailing.list_file import csv_of
from newsletter_app.mailing.suppression_key import SuppressionKey
from newsletter_app.mailing.whoever import whoever


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list as CSV: how many `people` are in it, and how many were `left_out` since they unsubscribed."""

    data: bytes
    people: int
    left_out: int


class ReaderFiles:
    """Makes a file of a list, or of everything kept about one person."""

    def __init__(self, readers: Readers, key: SuppressionKey) -> None:
        self._readers = readers
        self._key = key

    def of_list(self, name: str) -> ListFile:
        """Return the people of a list who may be written to, as CSV formulas disarmed. Raises Missing."""
        of = self._readers.list_called(name)
        people = self._readers.people(of.id, count=self._readers.count(of.id))
        staying = [person for person in people if person.unsubscribed is None]
        return ListFile(csv_of(staying), len(staying), len(people) - len(staying))

    def about(self, who: str) -> dict[str, list[dict[str, Any]]]:
        """Return, by table, every row that names somebody, reader or not. Raises Missing."""
        found = whoever(self._readers, who)
        if found is None:
            return self._readers.about_address(address_key(who), self._key.reading())
        return self._readers.about(found.id, self._key.reading())

    def about_as_json(self, who: str) -> str:
        """Return everything kept about somebody, for programs. Raises Missing."""
        return subject_access.as_json(self.about(who))

    def about_as_html(self, who: str) -> str:
        """Return everything kept about somebody, as a page that loads nothing. Raises Missing."""
        return subject_access.as_html(self.about(who))
