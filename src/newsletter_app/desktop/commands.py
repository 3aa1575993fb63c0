"""What can be done from the menus, each declared once with its words, keys and icon."""

from dataclasses import dataclass

from newsletter_app.i18n import N_


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do; the first of its keys is the one shown."""

    name: str
    label: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    is_switch: bool = False


COMMANDS = (
    Command("new.post", N_("New post"), "post", ("Ctrl+N",)),
    Command("new.newsletter", N_("New newsletter"), "newsletter", ("Ctrl+Alt+N",)),
    Command("new.snippet", N_("New snippet"), "snippet", ("Ctrl+Alt+S",)),
    Command("library.open", N_("Open library…"), "open", ("Ctrl+O",)),
    Command("item.save", N_("Save and keep a revision"), "save", ("Ctrl+S",)),
    Command("item.revisions", N_("Revisions…"), "revisions", ("Ctrl+Shift+H",)),
    Command("item.duplicate", N_("Duplicate"), "duplicate", ("Ctrl+D",)),
    Command("item.rename", N_("Rename"), "", ("F2",)),
    Command("item.bin", N_("Move to the bin"), "bin", ("Ctrl+Shift+Del",)),
    Command("item.put-back", N_("Put back"), "restore"),
    Command("item.drop", N_("Delete for good…"), "bin"),
    Command("bin.empty", N_("Empty the bin…"), "bin"),
    Command("import", N_("Import…"), "import", ("Ctrl+Shift+I",)),
    Command("export", N_("Export…"), "export", ("Ctrl+E",)),
    Command("export.again", N_("Export again"), "", ("Ctrl+Shift+E",)),
    Command("send", N_("Send…"), "send", ("Ctrl+Shift+Return",)),
    Command("brand", N_("Brand…"), "heading"),
    Command("accounts", N_("Mail accounts…"), "email"),
    Command("settings", N_("Settings…"), "settings", ("Ctrl+,",)),
    Command("quit", N_("Quit"), "", ("Ctrl+Q",)),
    Command("edit.undo", N_("Undo"), "undo", ("Ctrl+Z",)),
    Command("edit.redo", N_("Redo"), "redo", ("Ctrl+Y", "Ctrl+Shift+Z")),
    Command("edit.undo-delete", N_("Undo delete"), "restore", ("Ctrl+Alt+Z",)),
    Command("edit.cut", N_("Cut"), "", ("Ctrl+X",)),
    Command("edit.copy", N_("Copy"), "copy", ("Ctrl+C",)),
    Command("edit.paste", N_("Paste"), "", ("Ctrl+V",)),
    Command("edit.copy-for-blog", N_("Copy for blog"), "web", ("Ctrl+Shift+C",)),
    Command("edit.find-everywhere", N_("Find in all"), "find", ("Ctrl+Shift+F",)),
    Command("readers", N_("Readers"), "readers", ("Ctrl+Shift+R",)),
    Command("view.next-pane", N_("Next pane"), "", ("F6",)),
    Command("view.previous-pane", N_("Previous pane"), "", ("Shift+F6",)),
    Command("view.library", N_("Library"), "view", ("F8",), is_switch=True),
    Command("view.preview", N_("Live preview"), "preview", ("F9",), is_switch=True),
    Command("view.full-screen", N_("Full screen"), "focus", ("F11",), is_switch=True),
    Command("library.check", N_("Check the library"), "check"),
    Command("library.backups", N_("Backups…"), "restore"),
    Command("library.backup", N_("Back up into a file…"), "save"),
    Command("library.compact", N_("Compact the library…")),
    Command("help", N_("Help"), "help", ("F1",)),
    Command("about", N_("About Newsletter Editor"), "info"),
)

MENUS = (
    (
        "file",
        N_("&File"),
        """new.post new.newsletter new.snippet - library.open - item.save item.revisions item.duplicate
        item.rename item.bin item.put-back item.drop bin.empty - import export export.again - send -
        brand accounts settings - quit""",
    ),
    (
        "edit",
        N_("&Edit"),
        """edit.undo edit.redo edit.undo-delete - edit.cut edit.copy edit.paste edit.copy-for-blog -
        edit.find-everywhere""",
    ),
    ("insert", N_("&Insert"), ""),
    (
        "view",
        N_("&View"),
        "view.library view.preview readers view.next-pane view.previous-pane - view.full-screen",
    ),
    ("tools", N_("&Tools"), "library.check library.compact - library.backups library.backup"),
    ("help", N_("&Help"), "help about"),
)
