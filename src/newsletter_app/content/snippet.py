"""A reusable piece of Markdown."""

import re
from dataclasses import dataclass, replace

from newsletter_app.content.kinds import Kind
from newsletter_app.content.record import Record

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


@dataclass(frozen=True, slots=True)
class Snippet:
    """Markdown used by name, as {{snippet:NAME}}; NAME is [a-z0-9_-], at most 60 characters."""

    name: str
    body: str = ""
    record: Record = Record()

    kind = Kind.SNIPPET

    def with_record(self, record: Record) -> "Snippet":
        """Return the same content with another record."""
        return replace(self, record=record)
