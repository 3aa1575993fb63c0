"""Writes merge fields as the list services write them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from newsletter_app.errors import ContentError
from newsletter_app.i18n import N_, _
from newsletter_app.rendering.merge_marks import UNSUBSCRIBE, Field

OPTION = "service"
"""The option of the target `email` that names one."""


@dataclass(frozen=True, slots=True)
class Service:
    """A list service: how a field is written, given one whose fallback is HTML, and where a reader leaves.

    `signs` are the beginnings of its tags: where they stand in a text they must stay text.
    """

    name: str
    label: str
    field: Callable[[Field], str]
    unsubscribe: str
    signs: tuple[str, ...] = ()

    def tag(self, field: Field) -> str:
        """Return what stands for a field in HTML."""
        return self.unsubscribe if field.name == UNSUBSCRIBE else self.field(field)

    def disarmed(self, html: str) -> str:
        """Return HTML in which nothing a person wrote begins a tag; it shows the same."""
        parts = _STYLE.split(html)  # which no text of a person reaches, and where no such sign may be written
        return "".join(part if number % 2 else self._spelt(part) for number, part in enumerate(parts))

    def _spelt(self, html: str) -> str:
        for sign in self.signs:
            html = html.replace(sign, "".join(f"&#{ord(character)};" for character in sign))
        return html


_LISTMONK = {"first_name": "FirstName", "last_name": "LastName", "name": "Name", "email": "Email"}
_MAILCHIMP = {"first_name": "FNAME", "last_name": "LNAME", "email": "EMAIL"}
_BREVO = {"first_name": "FIRSTNAME", "last_name": "LASTNAME", "email": "EMAIL"}
_STYLE = re.compile(r"(<style\b.*?</style>)", re.DOTALL)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_MAILCHIMP = 10


def _plain(field: Field) -> str:
    return field.fallback


def _listmonk(field: Field) -> str:
    """Return a Go template's field (listmonk.app/docs/templating)."""
    known = _known(_LISTMONK, field)
    name = f".Subscriber.{known}" if known else f".Subscriber.Attribs.{_joined(field.name)}"
    if not field.fallback:
        return f"{{{{ with {name} }}}}{{{{ . }}}}{{{{ end }}}}"
    return f"{{{{ if {name} }}}}{{{{ {name} }}}}{{{{ else }}}}{field.fallback}{{{{ end }}}}"


def _mailchimp(field: Field) -> str:
    """Return a merge tag, with its conditional where there is a fallback; a tag has 10 characters at most."""
    if field.name.casefold() == "name":
        return _mailchimp_name(field)
    tag = _known(_MAILCHIMP, field) or _joined(field.name).replace("_", "").upper()[:_LONGEST_MAILCHIMP]
    return f"*|IF:{tag}|**|{tag}|**|ELSE:|*{field.fallback}*|END:IF|*" if field.fallback else f"*|{tag}|*"


def _mailchimp_name(field: Field) -> str:
    whole = "*|FNAME|* *|LNAME|*"
    return f"*|IF:FNAME|*{whole}*|ELSE:|*{field.fallback}*|END:IF|*" if field.fallback else whole


def _brevo(field: Field) -> str:
    """Return a placeholder with its condition; `name` is the first name, for Brevo has no whole one."""
    name = "FIRSTNAME" if field.name.casefold() == "name" else _known(_BREVO, field)
    tag = f"contact.{name or _joined(field.name).upper()}"
    if not field.fallback:
        return f"{{{{ {tag} }}}}"
    return f"{{% if {tag} %}}{{{{ {tag} }}}}{{% else %}}{field.fallback}{{% endif %}}"


def _known(names: Mapping[str, str], field: Field) -> str:
    return names.get(field.name.casefold(), "")


def _joined(name: str) -> str:
    return _NOT_IN_A_NAME.sub("_", name)


PLAIN = Service("plain", N_("No service: fallbacks"), _plain, "")
SERVICES = (
    PLAIN,
    Service("listmonk", "listmonk", _listmonk, "{{ UnsubscribeURL }}", ("{{",)),
    Service("mailchimp", "Mailchimp", _mailchimp, "*|UNSUB|*", ("*|",)),
    Service("brevo", "Brevo", _brevo, "{{ unsubscribe }}", ("{{", "{%", "{#")),
)


def service_called(name: str) -> Service:
    """Return a service by its name. Raises ContentError for one that is not known."""
    for service in SERVICES:
        if service.name == name.strip().lower():
            return service
    raise ContentError(
        _("There is no list service “{name}” here.").format(name=name[:40]),
        hint=_("There are: {names}.").format(names=", ".join(service.name for service in SERVICES)),
    )
