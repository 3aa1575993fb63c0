"""Says what a person wants exported where, and remembers it as plain text."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from newsletter_app.exporting.choices import Choices

_PREFIX = "option."


@dataclass(frozen=True, slots=True)
class Wish:
    """A target with the place to write to, and how; `item` is the id it was for."""

    item: str
    target: str
    out: Path
    choices: Choices = field(default_factory=Choices)

    def as_texts(self) -> dict[str, str]:
        """Return what the settings keep of it."""
        options = {f"{_PREFIX}{name}": value for name, value in self.choices.options.items()}
        return {
            "item": self.item,
            "target": self.target,
            "out": str(self.out),
            "template": self.choices.template,
            "pictures": self.choices.pictures,
            **options,
        }

    @classmethod
    def from_texts(cls, texts: dict[str, str]) -> Self:
        """Return the wish that the settings kept; what they lack has its default."""
        options = {
            name.removeprefix(_PREFIX): text for name, text in texts.items() if name.startswith(_PREFIX)
        }
        pictures: Literal["beside", "inline"] = "inline" if texts.get("pictures") == "inline" else "beside"
        choices = Choices(template=texts.get("template", ""), options=options, pictures=pictures)
        return cls(texts.get("item", ""), texts.get("target", ""), Path(texts.get("out", "")), choices)
