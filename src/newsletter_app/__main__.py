"""Picks window or command line."""

import os
import sys

from newsletter_app import cli, i18n, paths
from newsletter_app.commands.screen import require_screen


def main() -> int:
    """Run the program; return its exit status."""
    i18n.use_language(paths.resources() / "translations")
    return cli.run(sys.argv[1:], open_window)


def open_window(library: str) -> int:
    """Show the window on a library, "" for the usual one, until it is closed. Raises Unavailable."""
    require_screen(os.environ, sys.platform)
    from newsletter_app import app

    return app.run(["--library", library] if library else [])


if __name__ == "__main__":
    sys.exit(main())
