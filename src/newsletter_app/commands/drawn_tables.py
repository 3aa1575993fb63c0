"""Prints things in columns on a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsletter_app.commands.tables import Rows, cell


def print_drawn(rows: Rows, columns: Sequence[str]) -> None:
    """Print one row a line below the names of the columns, for people."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold", no_wrap=column == "id")
    for row in rows:
        table.add_row(*(Text(cell(row[column])) for column in columns))
    Console().print(table)
