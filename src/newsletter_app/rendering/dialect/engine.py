"""Turns one chunk of Markdown into a piece of an article."""

import html as entities
import re
from xml.etree import ElementTree

from newsletter_app.content.article import BlockKind
from newsletter_app.content.plain import word_count
from newsletter_app.rendering.dialect.callouts import Quotes
from newsletter_app.rendering.dialect.chunks import Chunk
from newsletter_app.rendering.dialect.complexity import MOST_OF_A_CHUNK, effort
from newsletter_app.rendering.dialect.events import Events
from newsletter_app.rendering.dialect.figures import Figures
from newsletter_app.rendering.dialect.lists import Lists
from newsletter_app.rendering.dialect.locating import Locator
from newsletter_app.rendering.dialect.notes import Notes
from newsletter_app.rendering.dialect.noting import Converter
from newsletter_app.rendering.dialect.parsing import ChunkParser
from newsletter_app.rendering.dialect.pieces import Piece
from newsletter_app.rendering.dialect.plain_blocks import plain_block
from newsletter_app.rendering.dialect.raw_html import note_raw, with_whole_names
from newsletter_app.rendering.dialect.reading_text import RunningText
from newsletter_app.rendering.dialect.simple_blocks import Code, Headings, Html, Paragraphs, Rules
from newsletter_app.rendering.dialect.surroundings import Surroundings
from newsletter_app.rendering.dialect.tables import Tables
from newsletter_app.rendering.sanitising import clean_fragment

_RAW = re.compile("<x-raw>\ufdd0r(\\d+)\ufdd1</x-raw>|\ufdd0r(\\d+)\ufdd1")
_WITHIN_WORDS = re.compile(
    "</?(?:a|em|strong|b|i|u|s|del|ins|span|abbr|code|q)(?: [^<>]*)?>|\ufdd0[^\ufdd1]*\ufdd1"
)
_TAG = re.compile("<[^<>]*>")
_KINDS = {
    "p": BlockKind.PARAGRAPH,
    "ul": BlockKind.LIST,
    "ol": BlockKind.LIST,
    "blockquote": BlockKind.QUOTE,
    "table": BlockKind.TABLE,
    "pre": BlockKind.CODE,
    "hr": BlockKind.RULE,
    "figure": BlockKind.FIGURE,
    "aside": BlockKind.CALLOUT,
    "div": BlockKind.OTHER,
    **{f"h{level}": BlockKind.HEADING for level in range(2, 7)},
}
_CLASSES = {
    "button": BlockKind.BUTTON,
    "gallery": BlockKind.GALLERY,
    "event": BlockKind.EVENT,
}


class Engine:
    """Python-Markdown with our extensions in place of its own; not for several threads at once."""

    def __init__(self) -> None:
        self._md = Converter(output_format="html")
        self._parser = _with_processors(self._md)
        self._running = RunningText(self._md)
        self._figures = Figures(self._md)

    def piece(self, chunk: Chunk, surroundings: Surroundings) -> Piece:
        """Return what the chunk becomes."""
        notes = self._begin(chunk.text, surroundings)
        if effort(chunk.text) > MOST_OF_A_CHUNK:
            return _piece(BlockKind.PARAGRAPH, plain_block(chunk.text), notes, ())
        root = ElementTree.Element("div")
        self._parser.shape = chunk.shape
        self._parser.parseBlocks(root, [chunk.text])
        html = self._html(root, notes)
        return _piece(_kind(root), html, notes, surroundings.abbreviations_in(chunk.text))

    def inside(self, text: str, source: str, surroundings: Surroundings) -> Piece:
        """Return what a text of any blocks becomes as one piece, its lines standing somewhere in `source`."""
        notes = self._begin(source, surroundings)
        root = ElementTree.Element("div")
        self._parser.parseChunk(root, text)
        html = self._html(root, notes)
        return _piece(BlockKind.FOOTNOTES, html, notes, surroundings.abbreviations_in(source))

    def _begin(self, source: str, surroundings: Surroundings) -> Notes:
        self._md.notes = Notes(surroundings, Locator(source))
        return self._md.notes

    def _html(self, root: ElementTree.Element, notes: Notes) -> str:
        self._running.run(root)
        self._figures.run(root)
        html = clean_fragment(_with_raw(_serialised(self._md, root), notes.raw)).strip()
        if notes.raw:
            html = with_whole_names(notes, html)
            note_raw(notes, html)
        return html


def _with_processors(md: Converter) -> ChunkParser:
    parser = ChunkParser(md)
    md.parser = parser
    tables = Tables(parser, {"use_align_attribute": False})
    own = (
        Headings(parser),
        Rules(parser),
        Events(parser),
        Code(parser),
        Quotes(parser),
        Lists(parser),
        tables,
    )
    for number, processor in enumerate((*own, Html(parser), Paragraphs(parser))):
        parser.blockprocessors.register(processor, type(processor).__name__, 100 - number)
    return parser


def _serialised(md: Converter, root: ElementTree.Element) -> str:
    return "".join(md.serializer(child) for child in root)


def _with_raw(html: str, raw: list[str]) -> str:
    if not raw:
        return html
    return _RAW.sub(lambda found: raw[int(found[1] or found[2])], html)


def _kind(root: ElementTree.Element) -> BlockKind:
    first = root[0] if len(root) else None
    if first is None or first.tag == "x-raw":
        return BlockKind.OTHER
    return _CLASSES.get(first.get("class", "")) or _KINDS.get(first.tag, BlockKind.OTHER)


def _piece(kind: BlockKind, html: str, notes: Notes, abbreviations: tuple[tuple[str, str], ...]) -> Piece:
    return Piece(
        kind,
        html,
        tuple(notes.headings),
        tuple(sorted(notes.links, key=lambda link: link.place.start)),
        tuple(sorted(notes.pictures, key=lambda picture: picture.place.start)),
        tuple(notes.events),
        tuple(notes.footnotes),
        word_count(entities.unescape(_TAG.sub(" ", _WITHIN_WORDS.sub("", html)))),
        notes.lookups,
        abbreviations,
    )
