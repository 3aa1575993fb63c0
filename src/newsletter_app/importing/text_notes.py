"""Says what a person should know about a post that was read from plain text."""

from collections.abc import Iterator

from newsletter_app.i18n import _, ngettext
from newsletter_app.importing.lost_links import lost_links
from newsletter_app.importing.text_repeats import repeats
from newsletter_app.importing.text_shapes import Pictures, Points, Quote, Shape, Words


def notes_of(shapes: tuple[Shape, ...]) -> tuple[str, ...]:
    """Return whole sentences: pictures that are missing, links without address, points that come twice."""
    return (*_pictures(shapes), *_links(shapes), *_points(shapes))


def _pictures(shapes: tuple[Shape, ...]) -> Iterator[str]:
    number = sum(len(shape.alts) for shape in shapes if isinstance(shape, Pictures))
    if number:
        yield ngettext(
            "{number} picture is described in the text and has to be added.",
            "{number} pictures are described in the text and have to be added.",
            number,
        ).format(number=number)


def _links(shapes: tuple[Shape, ...]) -> Iterator[str]:
    number = sum(len(lost_links(line)) for shape in shapes for line in _lines(shape))
    if number:
        yield ngettext(
            "{number} link has lost its address, which has to be added.",
            "{number} links have lost their addresses, which have to be added.",
            number,
        ).format(number=number)


def _lines(shape: Shape) -> tuple[str, ...]:
    match shape:
        case Words() | Quote():
            return shape.lines
        case Points():
            return shape.texts
        case _:
            return ()


def _points(shapes: tuple[Shape, ...]) -> Iterator[str]:
    for points in (shape for shape in shapes if isinstance(shape, Points)):
        for one, other in repeats(points.texts):
            yield _(
                "Points {one} and {other} of a list say nearly the same: “{first}” and “{second}”."
            ).format(one=one, other=other, first=points.texts[one - 1], second=points.texts[other - 1])
        if points.numbers and points.numbers != tuple(range(1, len(points.numbers) + 1)):
            yield _("The points of a list were numbered anew, from 1.")
