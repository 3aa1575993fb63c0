"""Reads a post from a Markdown file, with or without front matter."""

import re
from dataclasses import replace

from newsletter_app.errors import CannotImport, ContentError
from newsletter_app.i18n import N_, _
from newsletter_app.importing.base import ReadPost, SourceFile
from newsletter_app.importing.decoding import decoded
from newsletter_app.importing.markdown_fields import fields_of
from newsletter_app.importing.markdown_pictures import is_beside, parted_at_pictures, place_of
from newsletter_app.importing.markdown_title import without_title
from newsletter_app.rendering import front_matter

_BLANK = re.compile("^[ \t\u00a0]*\u00a0[ \t\u00a0]*", re.MULTILINE)
_OWN = "asset:"


class MarkdownFile:
    """One post a file: YAML front matter, then Markdown, with pictures beside."""

    name = "markdown"
    label = N_("Markdown")
    suffixes = (".md", ".markdown", ".mdown", ".mkd")

    def read(self, source: SourceFile) -> tuple[ReadPost, ...]:
        """Return the one post of the file."""
        text = decoded(source)
        written, body = _split(text.text, source)
        fields = fields_of(written)
        body = _BLANK.sub("", body).replace("\u00a0", " ")
        title, body = (fields.post.title, body) if fields.post.title else without_title(body)
        parts, pictures = parted_at_pictures(body.strip("\n"))
        post = replace(fields.post, title=title or source.stem.strip() or source.name)
        notes = (*text.notes, *fields.notes)
        return (ReadPost(post, parts, pictures, _cover(fields.cover), fields.slug, notes),)


def _split(text: str, source: SourceFile) -> tuple[dict[str, object], str]:
    try:
        return front_matter.split(text)
    except ContentError as error:
        raise CannotImport(
            _("“{file}”, line {line}: {what}").format(file=source.name, line=error.line, what=error.message),
            hint=error.hint,
        ) from error


def _cover(written: str) -> str:
    return place_of(written) if is_beside(written) else written if written.startswith(_OWN) else ""
