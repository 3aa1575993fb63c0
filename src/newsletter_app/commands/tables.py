"""Prints things in columns, with tabs between them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

Rows = Sequence[Mapping[str, Any]]
PrintTable = Callable[[Rows, Sequence[str]], None]


def print_with_tabs(rows: Rows, columns: Sequence[str]) -> None:
    """Print one row a line, for programs."""
    for row in rows:
        click.echo("\t".join(cell(row[column]) for column in columns))


def cell(value: object) -> str:
    """Return a value on one line; a list stands with commas."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return " ".join(str(value if value is not None else "").split())
