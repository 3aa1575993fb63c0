"""Gathers the points of a list that a plain text has with blank lines between them."""

from itertools import chain, groupby

from newsletter_app.importing.text_lines import bullet_of, number_of
from newsletter_app.importing.text_posts import Paragraph
from newsletter_app.importing.text_shapes import Points, Words

_SURE_BULLETS = "•◦▪‣∙●○"


def with_points(paragraphs: tuple[Paragraph, ...]) -> tuple[Words | Points, ...]:
    """Return the paragraphs in order, those that follow each other as points as one list.

    >>> with_points((("Tea:",), ("1. Pot",), ("2. Cup",)))
    (Words(lines=('Tea:',)), Points(texts=('Pot', 'Cup'), numbers=(1, 2)))
    """
    runs = groupby(paragraphs, key=lambda paragraph: _sign(paragraph[0]))
    return tuple(chain.from_iterable(_run(sign, tuple(run)) for sign, run in runs))


def _sign(line: str) -> str:
    """Return what parts the points of one list from another's: "1" for numbers, else the bullet."""
    if number_of(line):
        return "1"
    bullet = bullet_of(line)
    return bullet[0] if bullet else ""


def _run(sign: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Words | Points, ...]:
    lines = tuple(chain.from_iterable(paragraphs))
    points = _points(lines) if sign == "1" else _bullets(sign, lines) if sign else None
    return (points,) if points and _is_list(sign, points) else tuple(Words(lines) for lines in paragraphs)


def _points(lines: Paragraph) -> Points:
    found = [number_of(line) for line in lines]
    numbers = tuple(point[0] for point in found if point)
    return Points(_texts(lines, [point[1] if point else None for point in found]), numbers)


def _bullets(sign: str, lines: Paragraph) -> Points:
    found = [bullet_of(line) for line in lines]
    return Points(_texts(lines, [point[1] if point and point[0] == sign else None for point in found]))


def _texts(lines: Paragraph, openings: list[str | None]) -> tuple[str, ...]:
    """Join each line that opens no point to the one above."""
    texts: list[str] = []
    for line, opening in zip(lines, openings, strict=True):
        if opening is None and texts:
            texts[-1] += f" {line}"
        else:
            texts.append(line if opening is None else opening)
    return tuple(texts)


def _is_list(sign: str, points: Points) -> bool:
    """Tell a list from a lone paragraph that begins with a year or a dash."""
    return len(points.texts) > 1 or points.numbers[:1] == (1,) or sign in _SURE_BULLETS
