"""Makes every import after that of PySide quick."""

import builtins


def import_quickly() -> None:
    """Take PySide's own step out of `import`: it reads the source of each module, and Python keeps the text.

    PySide looks there for its name, to know where `from __feature__ import snake_case` would count. Nobody
    here writes that; a fifth of the time and 8 MB of source went into it.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
