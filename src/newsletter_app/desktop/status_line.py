"""The line below the window: words, minutes, language, whether it is saved."""

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from newsletter_app.desktop.save_state import SaveState, Saving
from newsletter_app.desktop.widgets.elided import Elided
from newsletter_app.i18n import _, ngettext

_RIGHT = 8


class StatusLine(QStatusBar):
    """Facts about the open item at the left, how far it is saved at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.facts = QLabel()
        self.facts.setObjectName("status.facts")
        self.saving = Elided()  # a reason can be long, and must not make the window wider
        self.saving.setObjectName("status.saving")
        self.setContentsMargins(0, 0, _RIGHT, 0)
        self.facts.setAccessibleName(_("About the open item"))
        self.saving.setAccessibleName(_("Whether it is saved"))
        self.addWidget(self.facts)
        self.addPermanentWidget(self.saving)

    def put_buttons(self, *buttons: QWidget) -> None:
        """Hold further buttons, between the facts and how far it is saved."""
        for place, button in enumerate(buttons, start=1):  # the facts have the first one
            self.insertPermanentWidget(place, button)
            button.hide()  # the bar shows what it is given

    def show_facts(self, words: int, minutes: int, language: str) -> None:
        """Show how long the text is and in which language."""
        counted = ngettext("{number} word", "{number} words", words).format(number=f"{words:,}")
        read = _("{minutes} min").format(minutes=minutes)
        self.facts.setText(" · ".join(part for part in (counted, read, language) if part))

    def show_edition(self, entries: int, posts: int, language: str) -> None:
        """Show how much a newsletter holds and in which language."""
        counted = ngettext("{number} entry", "{number} entries", entries).format(number=entries)
        of_posts = ngettext("{number} post", "{number} posts", posts).format(number=posts)
        self.facts.setText(" · ".join(part for part in (counted, of_posts, language) if part))

    def show_nothing(self) -> None:
        """Show no facts, as nothing is open."""
        self.facts.clear()

    def show_saving(self, state: SaveState) -> None:
        """Show how far the newest words have come."""
        self.saving.show_whole(state.words)
        grave = "danger" if state.saving is Saving.FAILED else "warning"
        role = "" if state.is_safe or not state.reason else grave
        if self.saving.property("role") != role:
            self.saving.setProperty("role", role)
            self.saving.style().unpolish(self.saving)
            self.saving.style().polish(self.saving)
