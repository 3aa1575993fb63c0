"""Hands every chunk to the processor of its shape."""

from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from newsletter_app.rendering.dialect.chunks import Chunk, Shape, split
from newsletter_app.rendering.dialect.lines import is_plain_line

DEEPEST = 12


class ChunkParser(BlockParser):
    """Python-Markdown's block parser over our chunks instead of stretches between blank lines.

    What lies deeper than 12 lists and quotes is shown as text.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.shape = Shape.TEXT
        self._depth = 0

    def parseChunk(self, parent: ElementTree.Element, text: str) -> None:  # noqa: N802 - Python-Markdown's name
        """Parse a text that may hold several blocks, and put them into `parent`."""
        if "\n" not in text and is_plain_line(text):
            ElementTree.SubElement(parent, "p").text = text.strip()
            return
        self._depth += 1
        try:
            chunks = split(text) if self._depth <= DEEPEST else [Chunk(Shape.TEXT, text.strip(), 0, 1)]
            for chunk in chunks:
                self.shape = chunk.shape
                self.parseBlocks(parent, [chunk.text])
        finally:
            self._depth -= 1


class ShapeProcessor(BlockProcessor):
    """A block processor for chunks of one shape."""

    shapes: tuple[Shape, ...] = ()
    parser: ChunkParser

    def test(self, _parent: ElementTree.Element, _block: str) -> bool:
        """Tell whether the chunk is of this processor's shape."""
        return self.parser.shape in self.shapes

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> bool:
        """Take the chunk, and put what it becomes into `parent`."""
        return self.take(parent, blocks.pop(0))

    def take(self, parent: ElementTree.Element, text: str) -> bool:
        """Put what the chunk becomes into `parent`."""
        raise NotImplementedError
