"""What a person wants done with a list of readers they have looked at."""

from dataclasses import dataclass

from newsletter_app.content.contact import Ground


@dataclass(frozen=True, slots=True)
class ImportWish:
    """Onto which list, by name, and why its people may be written to."""

    list_name: str
    ground: Ground
    wording: str
    opt_out_offered: bool
