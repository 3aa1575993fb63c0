"""Turns the description of the sample into command lines of the program."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def read(folder: Path) -> dict[str, Any]:
    """Return what newsletter.toml in `folder` says."""
    return tomllib.loads((folder / "newsletter.toml").read_text(encoding="utf-8"))


def before_newsletter(sample: dict[str, Any], folder: Path) -> Iterator[list[str]]:
    """Yield the commands that bring in all that a newsletter can be made of."""
    for snippet in sample["snippets"]:
        yield ["new", "snippet", "--name", snippet["name"], "--body", str(folder / snippet["file"])]
    # Newest first by date, so the order of import does not show.
    yield ["import", *(str(folder / name) for name in sample["posts"])]
    for post, address in sample["published_at"].items():
        yield ["edit", post, "--published-at", address]
    brand = sample["brand"]
    yield ["brand", "logo", str(folder / brand["logo"])]
    yield ["brand", "set", *(f"{key}={value}" for key, value in brand.items() if key != "logo")]


def newsletter(sample: dict[str, Any], folder: Path) -> list[str]:
    """Return the command that makes the newsletter, without its entries."""
    about = sample["newsletter"]
    return [
        *("new", "newsletter", "--title", about["title"], "--subject", about["subject"]),
        *("--preview-text", about["preview_text"], "--template", about["template"]),
        *("--body", str(folder / about["introduction"])),
    ]


def entries(sample: dict[str, Any], folder: Path, newsletter_id: str) -> Iterator[list[str]]:
    """Yield one command for each of the newsletter's entries."""
    for entry in sample["newsletter"]["entries"]:
        yield ["entries", newsletter_id, "add", *_entry(entry, folder)]


def _entry(entry: dict[str, str], folder: Path) -> list[str]:
    match entry:
        case {"post": post, "as": shown}:
            return [post, "--as", shown]
        case {"heading": text}:
            return ["--heading", text]
        case {"text": name}:
            return ["--text", str(folder / name)]
        case {"button": button}:
            return ["--button", button]
    return ["--divider"]
