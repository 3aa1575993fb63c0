"""Tables, straight after text as well; the cells of the first row name their columns."""

from xml.etree import ElementTree

from markdown.extensions.tables import TableProcessor

from newsletter_app.rendering.dialect.chunks import Shape
from newsletter_app.rendering.dialect.parsing import ShapeProcessor

_MOST_TICKS = 400


class Tables(TableProcessor, ShapeProcessor):
    """Python-Markdown's tables for chunks that are one."""

    shapes = (Shape.TABLE,)

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """Tell whether the chunk is a table; one full of backticks would take too long to read."""
        if not ShapeProcessor.test(self, parent, block):
            return False
        return block.count("`") <= _MOST_TICKS and bool(TableProcessor.test(self, parent, block))

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> bool:
        """Put one table into `parent`."""
        TableProcessor.run(self, parent, blocks)
        for cell in parent[-1].iter("th"):
            cell.set("scope", "col")
        return True
