"""Carries a newsletter between the composer and the desk."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog

from newsletter_app.content.changes import Changes
from newsletter_app.content.discreet import USUAL_WORDS, Discreet, telling_words
from newsletter_app.content.entries import moved, with_entry, without
from newsletter_app.content.kinds import Kind
from newsletter_app.content.newsletter import (
    ButtonEntry,
    DividerEntry,
    Entry,
    HeadingEntry,
    Newsletter,
    PostEntry,
    Shown,
    TextEntry,
)
from newsletter_app.content.post import Post
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.handed_fields import HandedFields
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.newsletter.entry_dialog import Editable, EntryDialog
from newsletter_app.desktop.newsletter.rows import rows_of
from newsletter_app.desktop.newsletter.view import ComposerView
from newsletter_app.desktop.template_options.dialog import OptionsDialog
from newsletter_app.errors import Missing
from newsletter_app.i18n import _
from newsletter_app.library.query import Card, Query
from newsletter_app.rendering.templates import Templates

if TYPE_CHECKING:
    from newsletter_app.library.items import Items

_OFFERED = 20


class ComposerPresenter(QObject):
    """Shows the newsletter on the desk, and gives the desk what a person makes of it."""

    def __init__(
        self,
        view: ComposerView,
        desk: Desk,
        items: "Items",
        templates: Templates,
        library_changes: LibraryChanges,
        words: Callable[[], tuple[str, ...]] = lambda: USUAL_WORDS,
    ) -> None:
        super().__init__(view)
        self._words = words
        self._view, self._desk, self._items, self._templates = view, desk, items, templates
        self._fields = HandedFields(desk, self)
        self._posts: dict[str, Post] = {}
        view.show_templates(tuple((t.name, t.description) for t in templates.all(Kind.NEWSLETTER, "mail")))
        desk.opened.connect(self._on_desk_opened)
        desk.changed.connect(self._on_desk_changed)
        library_changes.happened.connect(self._on_library_changes_happened)
        self._connect_fields()
        self._connect_entries()
        if desk.item is not None:
            self._on_desk_opened(desk.item)

    @property
    def view(self) -> ComposerView:
        """Return the view it fills."""
        return self._view

    @Slot(tuple)
    def use_words(self, words: tuple[str, ...]) -> None:
        """Take other words that tell a passer-by too much."""
        self._words = lambda: words
        if self._newsletter is not None:
            self._show(self._newsletter)

    @property
    def _newsletter(self) -> Newsletter | None:
        item = self._desk.item
        return item if isinstance(item, Newsletter) else None

    def _connect_fields(self) -> None:
        view = self._view
        view.subject_changed.connect(self._on_view_subject_changed)
        view.preview_text_changed.connect(self._on_view_preview_text_changed)
        view.discreet.changed.connect(self._on_discreet_changed)
        view.introduction_changed.connect(self._on_view_introduction_changed)
        view.template_changed.connect(self._on_view_template_changed)
        view.options_requested.connect(self._on_view_options_requested)

    def _connect_entries(self) -> None:
        view, entries = self._view, self._view.entries
        entries.move_requested.connect(self._on_entries_move_requested)
        entries.shown_requested.connect(self._on_entries_shown_requested)
        entries.remove_requested.connect(self._on_entries_remove_requested)
        entries.open_requested.connect(self._on_entries_open_requested)
        view.add_posts.search_requested.connect(self._on_add_posts_search_requested)
        view.add_posts.picked.connect(self._on_add_posts_picked)
        view.heading_requested.connect(self._on_view_heading_requested)
        view.text_requested.connect(self._on_view_text_requested)
        view.button_requested.connect(self._on_view_button_requested)
        view.divider_requested.connect(self._on_view_divider_requested)

    def _show(self, newsletter: Newsletter) -> None:
        self._view.show_newsletter(newsletter)
        self._view.discreet.show_telling(telling_words(_outside(newsletter), self._words()))
        self._view.show_entries(rows_of(newsletter, self._post))

    def _post(self, id: str) -> Post:  # noqa: A002 - the word every room uses
        if id not in self._posts:
            item = self._items.get(id)
            if not isinstance(item, Post):
                raise Missing(_("This post is no longer there."))
            self._posts[id] = item
        return self._posts[id]

    def _change(self, alter: Callable[[Newsletter], Newsletter]) -> None:
        newsletter = self._newsletter
        if newsletter is not None:
            self._desk.change(alter(newsletter))

    def _hand(self, field: str, value: object) -> None:
        if self._newsletter is not None:
            self._fields.hand(field, value)

    def _change_entries(self, alter: Callable[[tuple[Entry, ...]], tuple[Entry, ...]]) -> None:
        self._change(lambda newsletter: newsletter.with_entries(alter(newsletter.entries)))

    def _add(self, entry: Entry) -> None:
        """Put an entry below the current one, or at the end, and make it current."""
        newsletter = self._newsletter
        if newsletter is None:
            return
        place = self._view.entries.place
        at = len(newsletter.entries) if place < 0 else place + 1
        self._change_entries(lambda entries: with_entry(entries, entry, at))
        self._view.entries.select(at)

    def _ask_for(self, entry: Editable) -> Entry | None:
        dialog = EntryDialog(entry, self._view)
        answer = dialog.entry if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        return answer

    def _add_asked(self, entry: Editable) -> None:
        asked = self._ask_for(entry)
        if asked is not None:
            self._add(asked)

    @Slot(object)
    def _on_desk_opened(self, item: object) -> None:
        self._posts.clear()
        if isinstance(item, Newsletter):
            self._show(item)
            self._view.set_editable(not self._desk.is_read_only)

    @Slot(object)
    def _on_desk_changed(self, item: object) -> None:
        if isinstance(item, Newsletter):
            self._show(item)

    @Slot(object)
    def _on_library_changes_happened(self, changes: Changes) -> None:
        shown = changes.posts & set(self._posts)
        newsletter = self._newsletter
        if newsletter is None or not changes.posts:
            return
        for post in shown:
            self._posts.pop(post)
        self._view.show_entries(rows_of(newsletter, self._post))

    @Slot(str)
    def _on_view_subject_changed(self, subject: str) -> None:
        self._hand("subject", subject)

    @Slot(str)
    def _on_view_preview_text_changed(self, text: str) -> None:
        self._hand("preview_text", text)

    @Slot(object)
    def _on_discreet_changed(self, discreet: Discreet | None) -> None:
        self._hand("discreet", discreet)

    @Slot(str)
    def _on_view_introduction_changed(self, text: str) -> None:
        self._hand("introduction", text)

    @Slot(str)
    def _on_view_template_changed(self, name: str) -> None:
        self._change(lambda newsletter: replace(newsletter, template=name, options=()))

    @Slot()
    def _on_view_options_requested(self) -> None:
        newsletter = self._newsletter
        if newsletter is None:
            return
        manifest = self._templates.get(newsletter.template)
        dialog = OptionsDialog(manifest, dict(newsletter.options), self._view)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            chosen = tuple(sorted(dialog.chosen.items()))
            self._change(lambda changed: replace(changed, options=chosen))
        dialog.deleteLater()

    @Slot(int, int)
    def _on_entries_move_requested(self, source: int, target: int) -> None:
        self._change_entries(lambda entries: moved(entries, source, target))
        self._view.entries.select(target)

    @Slot(int, object)
    def _on_entries_shown_requested(self, place: int, shown: Shown) -> None:
        self._change_entries(lambda entries: _showing(entries, place, shown))

    @Slot(int)
    def _on_entries_remove_requested(self, place: int) -> None:
        self._change_entries(lambda entries: without(entries, place))

    @Slot(int)
    def _on_entries_open_requested(self, place: int) -> None:
        newsletter = self._newsletter
        entry = newsletter.entries[place] if newsletter else None
        if isinstance(entry, PostEntry):
            self._desk.open(entry.post)
        elif isinstance(entry, HeadingEntry | TextEntry | ButtonEntry):
            asked = self._ask_for(entry)
            if asked is not None:
                self._change_entries(lambda entries: with_entry(without(entries, place), asked, place))

    @Slot(str)
    def _on_add_posts_search_requested(self, words: str) -> None:
        query = Query(kind=Kind.POST, words=words)
        cards = sorted(self._items.cards(query, 0, _OFFERED), key=lambda card: not _in_title(words, card))
        entries = self._newsletter.entries if self._newsletter else ()
        self._view.add_posts.offer(cards, {entry.post for entry in entries if isinstance(entry, PostEntry)})

    @Slot(str)
    def _on_add_posts_picked(self, post: str) -> None:
        self._add(PostEntry(post))

    @Slot()
    def _on_view_heading_requested(self) -> None:
        self._add_asked(HeadingEntry(""))

    @Slot()
    def _on_view_text_requested(self) -> None:
        self._add_asked(TextEntry(""))

    @Slot()
    def _on_view_button_requested(self) -> None:
        self._add_asked(ButtonEntry("", ""))

    @Slot()
    def _on_view_divider_requested(self) -> None:
        self._add(DividerEntry())


def _outside(newsletter: Newsletter) -> str:
    """Return what can be read of its mail before it is opened."""
    shown = newsletter.seen_outside
    sender = newsletter.discreet.sender_name if newsletter.discreet else ""
    return " ".join((sender, shown.subject or shown.title, shown.preview_text))


def _in_title(words: str, card: Card) -> bool:
    title = card.title.casefold()
    return all(word in title for word in words.casefold().split())


def _showing(entries: tuple[Entry, ...], place: int, shown: Shown) -> tuple[Entry, ...]:
    entry = entries[place]
    if not isinstance(entry, PostEntry):
        return entries
    return with_entry(without(entries, place), replace(entry, shown=shown), place)
