"""Recognises what the paragraphs of a plain text are."""

import re
from dataclasses import replace

from newsletter_app.importing.text_lines import bullet_of, is_label, is_sentence_end
from newsletter_app.importing.text_pictures import is_caption, names_a_picture, parted
from newsletter_app.importing.text_points import with_points
from newsletter_app.importing.text_posts import Paragraph
from newsletter_app.importing.text_shapes import HeadingLine, Pictures, Points, Quote, Shape, Words

_SAYS = re.compile(
    r"\b(conclu\w+|sa(id|ys?)|saying|stat(ed|es|ing)|wr(ote|ites?|iting)|report(ed|s)|argu(ed|es)|"
    r"explain(s|ed)|comment(s|ed)|add(s|ed)|not(es|ed)|told|tells|found|finds|recommend(s|ed)|summar\w+|"
    r"remark(s|ed)|observ(es|ed)|according to|quot\w+|reflect(s|ed)|describ(es|ed)|answer(s|ed)|"
    r"repl(ies|ied)|respond(s|ed)|warn(s|ed)|announc(es|ed)|declar(es|ed)|believ(es|ed)|suggest(s|ed)|"
    r"highlight(s|ed)|put it|in (his|her|their) (own )?words)\b",
    re.IGNORECASE,
)
_USUAL_HEADING = re.compile(
    r"aims?|background|introduction|summary|overview|outcomes?|results?|(key )?findings|conclusions?|"
    r"methods?|methodology|recommendations|discussion|contacts?|resources|references|programme|agenda|speakers|"
    r"objectives|evaluation|dates|venue",
    re.IGNORECASE,
)
_OPENING, _CLOSING = '“"«„‘', '”"»“’'
_LONGEST_HEADING = 80
_MOST_HEADING_WORDS = 10
_LONG = 80
_LONGEST_PICTURES = 600


def shapes_of(paragraphs: tuple[Paragraph, ...]) -> tuple[Shape, ...]:
    """Return what the paragraphs below a title are; points that follow each other are one list."""
    grouped = with_points(paragraphs)
    shapes: list[Shape] = []
    for place, shape in enumerate(grouped):
        following = grouped[place + 1] if place + 1 < len(grouped) else None
        _append(shapes, _recognised(shape, shapes, following) if isinstance(shape, Words) else shape)
    return tuple(shapes)


def _append(shapes: list[Shape], shape: Shape) -> None:
    last = shapes[-1] if shapes else None
    if isinstance(last, Quote) and not last.source and (source := _source_of(shape)):
        shapes[-1] = replace(last, source=source)
    else:
        shapes.append(shape)


def _source_of(shape: Shape) -> str:
    """Return whose words stand above, for a line such as "– Ana Mayer, chair", or ""."""
    found = bullet_of(shape.line) if isinstance(shape, Words) and shape.line else None
    return found[1] if found and found[0] in "–—-" and is_label(found[1]) else ""


def _recognised(words: Words, before: list[Shape], after: Shape | None) -> Shape:
    if _is_quoted(words, before):
        return Quote(words.lines)
    line = words.line
    if line and _is_picture(line, is_first=not before, after=after):
        return Pictures(parted(line))
    return HeadingLine(line) if line and _is_heading(line, after) else words


def _is_quoted(words: Words, before: list[Shape]) -> bool:
    if words.lines[0][0] in _OPENING and words.lines[-1][-1] in _CLOSING:
        return True
    lead = before[-1].lines[-1] if before and isinstance(before[-1], Words) else ""
    if not lead.endswith(":") or not (is_sentence_end(words.lines[-1]) or len(words.lines[-1]) >= _LONG):
        return False
    return _SAYS.search(lead) is not None or words.lines[0][0] in _OPENING


def _is_picture(line: str, *, is_first: bool, after: Shape | None) -> bool:
    if len(line) > _LONGEST_PICTURES or _USUAL_HEADING.fullmatch(line):
        return False
    if names_a_picture(line):
        return after is not None or is_first
    return is_first and _is_prose(after) and is_caption(line)


def _is_heading(line: str, after: Shape | None) -> bool:
    if line[0].islower() or line[-1] == "#" or not is_label(line.removesuffix("?") or "?"):
        return False
    if after is not None and _USUAL_HEADING.fullmatch(line):
        return True
    is_short = len(line) <= _LONGEST_HEADING and line.count(" ") < _MOST_HEADING_WORDS
    return is_short and (isinstance(after, Points) or _is_prose(after))


def _is_prose(shape: Shape | None) -> bool:
    """Tell whether it is a paragraph of whole sentences."""
    return isinstance(shape, Words) and (is_sentence_end(shape.lines[-1]) or len(shape.lines[-1]) >= _LONG)
