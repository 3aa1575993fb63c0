"""Makes what is looked at before a newsletter goes out."""

import re
from dataclasses import dataclass

from newsletter_app.desktop.sending.parts import MailParts
from newsletter_app.errors import LibraryError, SecretsUnavailable
from newsletter_app.library.library import Library
from newsletter_app.mailing.plan import SendPlan
from newsletter_app.secret_store import Secret

_PICTURE = re.compile(r"(?<=[\"'(=])cid:([0-9a-f]{32})@[a-z.-]+")
_SCHEME = "app://assets/"


@dataclass(frozen=True, slots=True)
class Look:
    """A plan, its page as the preview can show it; `must_ask` for the account's secret: none is kept."""

    plan: SendPlan
    html: str
    must_ask: bool


def look(parts: MailParts, newsletter: str, account: str, readers: str) -> Look:
    """Return what would go to whom. Raises what `Sending.look` does."""
    plan = parts.sending.look(newsletter, account, readers)
    return Look(plan, shown_pictures(plan.html, parts.library), must_ask(parts, account))


def must_ask(parts: MailParts, account: str, secret: Secret | None = None) -> bool:
    """Tell whether the account signs in with what is neither given nor kept."""
    try:
        parts.sending.require_secret(account, secret)
    except SecretsUnavailable:
        return True
    return False


def shown_pictures(html: str, library: Library) -> str:
    """Return a mail's page with its pictures as the preview addresses them; it opens no other address."""

    def address(found: re.Match[str]) -> str:
        try:
            return _SCHEME + library.assets.by_sha(found[1]).file_name
        except LibraryError:
            return found[0]

    return _PICTURE.sub(address, html)
