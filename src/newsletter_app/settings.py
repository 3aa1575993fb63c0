"""Remembers what the person chose, in one file of typed settings."""

import contextlib
import dataclasses
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsletter_app.errors import Open, Unavailable
from newsletter_app.i18n import N_, _

FILE = "settings.toml"
_RECENT = 8
Write = Callable[[Path, bytes], None]
"""Puts whole bytes into a file's place, for its owner alone: a crash leaves old or new. Raises OSError."""


@dataclass(frozen=True, slots=True)
class Range:
    """What a number may be, both ends included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    among: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page of settings shows: `label` goes through `_` there and is "" for what is only remembered."""

    label: str = ""
    limits: Range | Choice | None = None


def _declared(default: Any, label: str = "", limits: Range | Choice | None = None) -> Any:
    return field(default=default, metadata={"declared": Declared(label, limits)})


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's own settings. Sizes in pixels, widths of the text in characters.

    `backup_folder` is a second place for backups, "" for none; `not_repaired` the file of a library of which
    a repair could read nothing, as it was then. `window` and `splitters` are what Qt gave us
    to keep, as text. `exports` are the last choices by
    target, each a sorted tuple of (name, value).
    """

    library: str = _declared("", N_("Library folder"))
    theme: str = _declared("system", N_("Appearance"), Choice(("system", "light", "dark")))
    editor_font: str = _declared("", N_("Font of the editor"))
    editor_size: int = _declared(16, N_("Size of the editor's text"), Range(10, 32))
    editor_width: int = _declared(72, N_("Width of the editor's column"), Range(40, 120))
    backup_folder: str = _declared("")
    window: str = _declared("")
    splitters: str = _declared("")
    open_item: str = _declared("")
    post_view: str = _declared("blog", limits=Choice(("blog", "email", "text")))
    newsletter_view: str = _declared("email", limits=Choice(("blog", "email", "text")))
    not_repaired: str = _declared("")
    recent_libraries: tuple[str, ...] = _declared(())
    known_places: tuple[str, ...] = _declared(())
    exports: Mapping[str, tuple[tuple[str, str], ...]] = field(
        default_factory=dict, metadata={"declared": Declared()}
    )

    @property
    def known_libraries(self) -> tuple[Path, ...]:
        """Return where libraries lie that were open on this computer."""
        return tuple(Path(folder) for folder in (self.library, *self.recent_libraries) if folder)

    def with_library(self, folder: str) -> "Settings":
        """Return the settings after `folder` was opened; it heads the recent ones."""
        recent = (folder, *(other for other in self.recent_libraries if other != folder))
        return dataclasses.replace(self, library=folder, recent_libraries=recent[:_RECENT])

    def having_opened(self, folder: str) -> "Settings":
        """Return the settings after `folder` was opened, which need not become the usual one."""
        return dataclasses.replace(self.with_library(folder), library=self.library)

    def had_open(self, folder: Path) -> bool:
        """Tell whether a library was open in a folder."""
        return folder.absolute() in [Path(each).absolute() for each in self.recent_libraries]

    def knows(self, folder: Path) -> bool:
        """Tell whether a library was open in a folder, or is the usual one."""
        is_usual = bool(self.library) and Path(self.library).absolute() == folder.absolute()
        return is_usual or self.had_open(folder)

    def with_export(self, target: str, choices: Mapping[str, str]) -> "Settings":
        """Return the settings after an export to `target` with these choices."""
        return dataclasses.replace(self, exports={**self.exports, target: tuple(sorted(choices.items()))})


def declared() -> dict[str, Declared]:
    """Return what is declared of each setting, in the order of the page."""
    return {each.name: each.metadata["declared"] for each in dataclasses.fields(Settings)}


def load(folder: Path, note: Callable[[str], None] = lambda _sentence: None) -> Settings:
    """Return the settings in `folder`, with defaults for whatever is missing or out of range.

    A file that cannot be understood is set aside as settings.toml.broken. `note` is called with a sentence
    about what could not be read.
    """
    file = folder / FILE
    try:
        return _settings_of(tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Settings()
    except OSError:
        note(_("The settings could not be read, so the usual ones are used."))
    except ValueError:
        note(_set_aside(file))
    return Settings()


def save(settings: Settings, folder: Path, write: Write) -> None:
    """Write the settings with `write`, making the folder where there is none. Raises Unavailable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / FILE, written(settings).encode())
    except OSError as error:
        raise Unavailable(
            _("The settings could not be saved in {folder}.").format(folder=folder),
            hint=_("Make room there, or allow writing, and change the setting again."),
            action=Open.SETTINGS,
        ) from error


def written(settings: Settings) -> str:
    """Return the settings as TOML."""
    lines, tables = [], []
    for each in dataclasses.fields(settings):
        value = getattr(settings, each.name)
        if each.name != "exports":
            lines.append(f"{each.name} = {_toml(value)}")
            continue
        for target, choices in sorted(value.items()):
            tables.append(f"\n[exports.{_toml(target)}]")
            tables += [f"{_toml(name)} = {_toml(chosen)}" for name, chosen in choices]
    return "\n".join([*lines, *tables, ""])


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case str():
            return '"' + "".join(_escaped(character) for character in value) + '"'
        case tuple():
            return "[" + ", ".join(_toml(each) for each in value) + "]"
    raise TypeError(value)


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    # TOML knows no escape for half a surrogate pair, which a file name on Linux may hold.
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return f"\\u{ord(character):04x}" if character < " " or character == "\x7f" else character


def _settings_of(values: Mapping[str, Any]) -> Settings:
    kept = {}
    for each in dataclasses.fields(Settings):
        if each.name in values:
            with contextlib.suppress(ValueError):
                kept[each.name] = _checked(each, values[each.name])
    return Settings(**kept)


def _checked(each: "dataclasses.Field[Any]", value: Any) -> Any:
    if each.name == "exports":
        return _exports(value)
    if each.name in ("recent_libraries", "known_places"):
        return tuple(str(entry) for entry in value) if isinstance(value, list) else ()
    default: Any = each.default
    if type(value) is not type(default):
        raise ValueError(each.name)
    limits = each.metadata["declared"].limits
    if isinstance(limits, Range):
        return max(limits.least, min(limits.most, value))
    if isinstance(limits, Choice) and value not in limits.among:
        raise ValueError(each.name)
    return value


def _exports(value: Any) -> dict[str, tuple[tuple[str, str], ...]]:
    if not isinstance(value, dict):
        raise ValueError("exports")  # noqa: TRY004 - a file of the person's, not an argument of ours
    tables = ((target, choices) for target, choices in value.items() if isinstance(choices, dict))
    return {target: tuple(sorted((str(k), str(v)) for k, v in choices.items())) for target, choices in tables}


def _set_aside(file: Path) -> str:
    broken = file.with_name(f"{file.name}.broken")
    with contextlib.suppress(OSError):
        file.replace(broken)
    return _(
        "The settings could not be understood; they are kept in {file}, and the usual ones used."
    ).format(file=broken)
