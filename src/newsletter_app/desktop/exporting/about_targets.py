"""Says in a sentence what each target is good for."""

from newsletter_app.i18n import N_, _

_ABOUT = {
    "blog": N_("A clean piece of HTML to paste into the blog, whatever its theme."),
    "wordpress": N_("Block markup that WordPress’s own editor takes over block by block."),
    "page": N_("A web page that stands on its own, to open in a browser or put anywhere."),
    "email": N_("The HTML of the mail, to look at or to hand to a mailing service."),
    "text": N_("Plain text, as readers without HTML get it."),
    "eml": N_("A draft that opens in a mail program, with its pictures inside."),
    "markdown": N_("The writing itself, with its pictures beside, for any other program."),
    "folder": N_("Everything at once: the mail, the text, the blog page and the pictures."),
}


def about(target: str) -> str:
    """Return the sentence for a target, "" for one that has none."""
    return _(_ABOUT[target]) if target in _ABOUT else ""
