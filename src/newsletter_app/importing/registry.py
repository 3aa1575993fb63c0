"""Lists the importers."""

from newsletter_app.importing.base import Importer
from newsletter_app.importing.markdown_file import MarkdownFile
from newsletter_app.importing.plain_text import PlainText

IMPORTERS: tuple[Importer, ...] = (MarkdownFile(), PlainText())
