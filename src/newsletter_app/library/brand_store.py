"""Holds the brand of a library."""

import dataclasses

from newsletter_app.content.brand import Brand
from newsletter_app.content.changes import Changes
from newsletter_app.content.plain import without_control_characters
from newsletter_app.library.brand_reading import KEY, brand_of
from newsletter_app.library.database import Database
from newsletter_app.library.encoding import to_json
from newsletter_app.library.once_more import once_more
from newsletter_app.library.settings_rows import read_setting, write_setting

_MANY_LINES = {"address", "footer"}


class BrandStore:
    """How the project presents itself; the defaults where nobody has said."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> Brand:
        """Return the brand."""
        with self._database.reading() as connection:
            kept = read_setting(connection, KEY)
        return Brand() if kept is None else brand_of(kept)

    @once_more
    def save(self, brand: Brand) -> Changes:
        """Keep the brand; the changes are empty where it is the one that is there."""
        text = _written(brand)
        with self._database.writing() as connection:
            if read_setting(connection, KEY) == text:
                return Changes()
            write_setting(connection, KEY, text)
        return Changes(brand=True)


def _written(brand: Brand) -> str:
    values = dataclasses.asdict(brand)
    values["links"] = [{key: _clean("", text) for key, text in link.items()} for link in values["links"]]
    return to_json(
        {key: _clean(key, value) if isinstance(value, str) else value for key, value in values.items()}
    )


def _clean(key: str, text: str) -> str:
    cleaned = without_control_characters(text)
    return cleaned if key in _MANY_LINES else cleaned.replace("\n", " ")
