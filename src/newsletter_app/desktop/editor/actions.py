"""Lists what the toolbar of the editor does."""

from dataclasses import dataclass

from newsletter_app.desktop.editor import inline_commands as inline
from newsletter_app.desktop.editor import insert_commands as insert
from newsletter_app.desktop.editor import line_commands as lines
from newsletter_app.desktop.editor.edit import Command
from newsletter_app.i18n import N_


@dataclass(frozen=True, slots=True)
class TextAction:
    """A command with what a person sees and presses; `keys` as Qt spells them, "" for none."""

    name: str
    label: str
    icon: str
    keys: str
    command: Command


MARKS = (
    TextAction("bold", N_("Bold"), "bold", "Ctrl+B", inline.bold),
    TextAction("italic", N_("Italic"), "italic", "Ctrl+I", inline.italic),
)
HEADINGS = (
    TextAction("heading.1", N_("Heading"), "heading", "Ctrl+1", lines.heading(2)),
    TextAction("heading.2", N_("Smaller heading"), "heading", "Ctrl+2", lines.heading(3)),
    TextAction("heading.3", N_("Smallest heading"), "heading", "Ctrl+3", lines.heading(4)),
)
LINES = (
    TextAction("list", N_("List"), "list", "", lines.bullets),
    TextAction("numbers", N_("Numbered list"), "numbers", "", lines.numbers),
    TextAction("quote", N_("Quote"), "quote", "Ctrl+Shift+.", lines.quote),
)
MORE = (
    TextAction("table", N_("Table"), "table", "", insert.TABLE),
    TextAction("rule", N_("Line"), "rule", "", insert.RULE),
    TextAction("button", N_("Button"), "button", "", insert.BUTTON),
    TextAction("note", N_("Note"), "note", "", insert.call_out("NOTE")),
    TextAction("important", N_("Important note"), "warning", "", insert.call_out("IMPORTANT")),
    TextAction("safety", N_("Safety notice"), "safety", "", insert.call_out("SAFETY")),
    TextAction("event", N_("Event"), "event", "", insert.EVENT),
    TextAction("footnote", N_("Footnote"), "footnote", "Ctrl+Alt+F", insert.footnote),
)
EVERY = (*MARKS, *HEADINGS, *LINES, *MORE)
