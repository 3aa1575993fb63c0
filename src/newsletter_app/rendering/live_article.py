"""An article that follows its source, rendering again only what changed."""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsletter_app.content.article import Article, BlockKind
from newsletter_app.content.plain import word_count
from newsletter_app.errors import OverLimit
from newsletter_app.i18n import _
from newsletter_app.rendering.article_change import EVERYTHING
from newsletter_app.rendering.article_entries import Entries, Replaced
from newsletter_app.rendering.article_making import Written, article_of
from newsletter_app.rendering.block_places import Moved
from newsletter_app.rendering.dialect.complexity import MOST_OF_A_POST
from newsletter_app.rendering.dialect.footnotes import note
from newsletter_app.rendering.dialect.numbering import Numbering
from newsletter_app.rendering.dialect.outline import Entry, Shown, Told, told_by
from newsletter_app.rendering.dialect.piece_cache import PieceCache, is_current
from newsletter_app.rendering.dialect.plain_blocks import paragraphs
from newsletter_app.rendering.dialect.resplitting import Edit, edit_between
from newsletter_app.rendering.dialect.snippets import Expansion
from newsletter_app.rendering.dialect.surroundings import Surroundings
from newsletter_app.rendering.source import Source
from newsletter_app.rendering.source_text import prepared


@dataclass(frozen=True, slots=True)
class Step:
    """From number `first` on the blocks `gone` made way for `came`, which may in part be the same.

    `moved` tells where all blocks are now.
    """

    first: int
    gone: Sequence[Shown]
    came: Sequence[Shown]
    moved: Moved


class LiveArticle:
    """One text with its pieces; `show` and `edit` bring it up to date, `blocks` is then what is seen."""

    def __init__(self, cache: PieceCache) -> None:
        self._cache = cache
        self.source = Source("")
        self._text = ""
        self._entries = Entries()
        self._told = Told()
        self._surroundings = Surroundings()
        self._is_new = True
        self.blocks: list[Shown] = []
        self.words = 0

    def show(self, source: Source) -> Step:
        """Follow to `source`."""
        known, self.source = self.source, source
        self._is_new |= _frame(source) != _frame(known)
        if (source.snippets, source.language) == (known.snippets, known.language):
            return self._follow(edit_between(known.body, source.body))
        self._entries, self._text = Entries(), ""
        return self._follow(Edit(0, 0, source.body))

    def edit(self, edit: Edit) -> Step:
        """Follow to a source whose body differs by one edit."""
        body = self.source.body
        self.source = replace(
            self.source, body=body[: edit.start] + edit.text + body[edit.start + edit.removed :]
        )
        return self._follow(edit)

    def article(self) -> Article:
        """Return all of it."""
        return article_of(self.blocks, self._all_written(), self.source.language, self.words)

    def _follow(self, edit: Edit) -> Step:
        old, edit = self._text, replace(edit, text=prepared(edit.text))
        self._text = old[: edit.start] + edit.text + old[edit.start + edit.removed :]
        expansion = Expansion(dict(self.source.snippets))
        replaced = self._entries.follow(edit, old, self._text, expansion)
        is_alone = not self._is_new and not replaced.tells
        self._is_new = False
        self._refuse_too_complex()
        if not is_alone:
            self._look_around()
            self._render(self._entries)
            return self._all_anew()
        self._render(replaced.added)
        return self._numbered_anew(replaced) if replaced.is_numbered else self._put(replaced)

    def _refuse_too_complex(self) -> None:
        if sum(entry.effort for entry in self._entries) > MOST_OF_A_POST:
            raise OverLimit(
                _("The text is too complex to show as it will look."),
                hint=_("It is shown as it was written."),
            )

    def _look_around(self) -> None:
        self._told = told_by(self._entries)
        surroundings = self._told.surroundings(self.source.language, self.source.pictures)
        if surroundings == self._surroundings:
            return
        self._surroundings = surroundings
        for entry in self._entries:
            entry.is_rendered = entry.is_rendered and all(
                is_current(piece, chunk.text, surroundings)
                for chunk, piece in zip(entry.shown(), entry.pieces, strict=True)
            )

    def _render(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if not entry.is_rendered:
                entry.become(tuple(self._cache.piece(chunk, self._surroundings) for chunk in entry.shown()))

    def _all_anew(self) -> Step:
        gone = self.blocks
        self._number()
        return Step(0, gone, self.blocks, Moved(0, EVERYTHING, _places(self.blocks), last=self._last))

    def _numbered_anew(self, replaced: Replaced) -> Step:
        """Give all blocks their numbers again; those before the change stand where they stood."""
        gone, first = self.blocks, self._number_of(replaced.first)
        self._number()
        return Step(0, gone, self.blocks, self._moved(first, replaced))

    def _put(self, replaced: Replaced) -> Step:
        """Change the blocks that changed, and no other."""
        first = self._number_of(replaced.first)
        came = [block for entry in replaced.added for block in entry.blocks]
        end = first + sum(len(entry.blocks) for entry in replaced.gone)
        gone, self.blocks[first:end] = self.blocks[first:end], came
        self.words += sum(entry.words for entry in replaced.added) - sum(e.words for e in replaced.gone)
        return Step(first, gone, came, self._moved(first, replaced))

    def _moved(self, first: int, replaced: Replaced) -> Moved:
        removed = sum(len(entry.blocks) for entry in replaced.gone)
        added = _places(block for entry in replaced.added for block in entry.blocks)
        return Moved(first, removed, added, replaced.characters, replaced.lines, self._last)

    def _number_of(self, number: int) -> int:
        """Return how many blocks stand before those of an entry."""
        noted = bool(self.blocks) and self.blocks[0].entry is None
        return noted + sum(len(entry.blocks) for entry in self._entries[:number])

    @property
    def _last(self) -> tuple[int, ...]:
        return _place(self.blocks[-1]) if self.blocks and _is_notes(self.blocks[-1]) else ()

    def _number(self) -> None:
        """Fill in all numbers, and lay out the blocks."""
        numbering = Numbering()
        self.blocks = list(_content_note(self.source.content_note))
        for entry in self._entries:
            if entry.is_numbered:
                self.blocks.extend(
                    Shown(part.piece.kind, part.html, entry)
                    for part in _written(entry, numbering)
                    if part.html
                )
            else:
                self.blocks.extend(entry.blocks)
        notes = list(self._notes(numbering))
        self.blocks.extend(_footnotes(notes))
        self.words = word_count(self.source.content_note) + sum(entry.words for entry in self._entries)
        self.words += sum(part.piece.words for part in notes)

    def _all_written(self) -> Iterator[Written]:
        numbering = Numbering()
        for entry in self._entries:
            yield from _written(entry, numbering)
        yield from self._notes(numbering)

    def _notes(self, numbering: Numbering) -> Iterator[Written]:
        """Yield the notes that were referred to; a note may name others, which come behind it."""
        number = 0
        while number < len(numbering.footnotes):
            name = list(numbering.footnotes)[number]
            entry, chunk = self._told.footnotes[name]
            piece = self._cache.note(chunk, self._surroundings)
            yield Written(entry, piece, *numbering.numbered(piece))
            number += 1


def _written(entry: Entry, numbering: Numbering) -> Iterator[Written]:
    for piece in entry.pieces:
        yield Written(entry, piece, *numbering.numbered(piece))


def _footnotes(notes: list[Written]) -> Iterator[Shown]:
    if notes:
        items = "".join(note(number, part.html) for number, part in enumerate(notes, start=1))
        yield Shown(BlockKind.FOOTNOTES, f'<div class="footnotes"><ol>{items}</ol></div>', notes[0].entry)


def _content_note(text: str) -> Iterator[Shown]:
    if text.strip():
        said = "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in paragraphs(prepared(text)))
        yield Shown(BlockKind.CONTENT_NOTE, f'<aside class="content-note" role="note">{said}</aside>', None)


def _frame(source: Source) -> tuple[object, ...]:
    return source.content_note, source.language, source.pictures, source.snippets


def _is_notes(block: Shown) -> bool:
    return block.kind is BlockKind.FOOTNOTES


def _places(blocks: Iterable[Shown]) -> tuple[int, ...]:
    return tuple(number for block in blocks if not _is_notes(block) for number in _place(block))


def _place(block: Shown) -> tuple[int, int, int]:
    entry = block.entry
    if entry is None:
        return 0, 0, 1
    return entry.start, entry.start + len(entry.chunk.text), entry.line
