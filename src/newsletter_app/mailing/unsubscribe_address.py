"""Makes the addresses where one reader stops the mail."""

import re
from urllib.parse import quote, urlsplit

from newsletter_app.errors import ContentError, Open
from newsletter_app.i18n import _

_PLACE = "{token}"
_LONGEST = 800
# What RFC 3986 lets an address hold, less the comma: that parts two addresses (RFC 2369, section 2).
_CHARACTERS = r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+;=%-]"
_HTTPS = re.compile(rf"https://[A-Za-z0-9.-]+(:[0-9]{{1,5}})?([/?]{_CHARACTERS}*)?")
_MAILTO = re.compile(rf"mailto:[A-Za-z0-9!#$&'*+/=^_`{{|}}~.%-]+@[A-Za-z0-9.-]+(\?{_CHARACTERS}*)?")
_TOKEN = re.compile(r"[A-Za-z0-9._~-]{0,200}")


def usual_mailto(sender: str) -> str:
    """Return the address for those who have no https one: a mail to the sender.

    >>> usual_mailto("news@example.org")
    'mailto:news@example.org?subject=unsubscribe'
    """
    return f"mailto:{quote(sender, safe='@!$*+=_.~-')}?subject=unsubscribe"


def https_form(url: str) -> str:
    """Return an https address with `{token}` where a reader's token goes: in the query if it names no place.

    Raises ContentError for anything but a plain https address.

    >>> https_form("https://example.org/stop?list=1")
    'https://example.org/stop?list=1&token={token}'
    """
    form = url if _PLACE in url else _with_query(url)
    if not _HTTPS.fullmatch(form.replace(_PLACE, "t")) or len(form) > _LONGEST:
        raise _no_address(
            url, _("Write it as https://example.org/unsubscribe; spaces and commas cannot be in it.")
        )
    return form


def mailto_form(url: str) -> str:
    """Return a mailto address that may hold `{token}`. Raises ContentError for anything else."""
    if not _MAILTO.fullmatch(url.replace(_PLACE, "t")) or len(url) > _LONGEST:
        raise _no_address(url, _("Write it as mailto:news@example.org?subject=unsubscribe."))
    return url


def with_token(form: str, token: str) -> str:
    """Return the address of one reader. Raises ContentError for a token that could not stand in one."""
    if not _TOKEN.fullmatch(token):
        raise ContentError(_("A reader's token for unsubscribing holds characters that it cannot hold."))
    return form.replace(_PLACE, token)


def _with_query(url: str) -> str:
    plain, hash_sign, fragment = url.partition("#")
    joint = "&" if urlsplit(plain).query else "" if plain.endswith("?") else "?"
    return f"{plain}{joint}token={_PLACE}{hash_sign}{fragment}"


def _no_address(url: str, hint: str) -> ContentError:
    shown = "".join(character for character in url[:80] if character.isprintable())
    message = _("“{address}” is no address to unsubscribe at.").format(address=shown)
    return ContentError(message, hint=hint, action=Open.ACCOUNTS)
