"""Writes a table as plain text."""

from collections.abc import Callable, Iterable

from newsletter_app.rendering.html_tree import Element, Node, walk
from newsletter_app.rendering.text_wrapping import wrapped

_BETWEEN = "  "


def table_lines(table: Element, inline: Callable[[Iterable[Node]], str], width: int) -> list[str]:
    """Return the table in columns where that fits into `width`, else row by row as "heading: cell"."""
    rows = [[_cell(cell, inline) for cell in row.elements] for row in walk([table]) if row.tag == "tr"]
    if not any(rows):
        return []
    columns = max(map(len, rows))
    full = [[*row, *[""] * (columns - len(row))] for row in rows]
    widths = [max(len(row[n]) for row in full) for n in range(columns)]
    if sum(widths) + len(_BETWEEN) * (columns - 1) <= width:
        return _in_columns(full, widths, _to_the_right(table), has_head=_has_head(table))
    return _row_by_row(full, width, has_head=_has_head(table))


def _cell(cell: Element, inline: Callable[[Iterable[Node]], str]) -> str:
    return " ".join(inline(cell.children).split())


def _has_head(table: Element) -> bool:
    return any(child.tag == "thead" for child in table.elements)


def _to_the_right(table: Element) -> frozenset[int]:
    """Return the columns whose cells stand at the right, numbers as a rule."""
    row = next(row for row in walk([table]) if row.tag == "tr")
    return frozenset(n for n, cell in enumerate(row.elements) if "text-align:right" in cell.get("style"))


def _in_columns(
    rows: list[list[str]], widths: list[int], to_the_right: frozenset[int], *, has_head: bool
) -> list[str]:
    lines = [
        _BETWEEN.join(
            cell.rjust(width) if n in to_the_right else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    if has_head:
        lines.insert(1, _BETWEEN.join("-" * width for width in widths))
    return lines


def _row_by_row(rows: list[list[str]], width: int, *, has_head: bool) -> list[str]:
    head, body = (rows[0], rows[1:]) if has_head else ([""] * len(rows[0]), rows)
    lines: list[str] = []
    for row in body or [head]:
        lines += [""] if lines else []
        for name, cell in zip(head, row, strict=True):
            lines += wrapped(f"{name}: {cell}" if name and cell else cell, width) if cell else []
    return lines
