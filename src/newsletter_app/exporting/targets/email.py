"""Brings a page out as the HTML of a mail."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from newsletter_app.content.asset import Asset
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.page import Page
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.finished import ASSETS, Shown
from newsletter_app.exporting.hosted_pictures import hosted, to_upload
from newsletter_app.exporting.mail_html import mail_html
from newsletter_app.exporting.mail_parts import outside_of, preview_text_of, subject_of
from newsletter_app.exporting.material import Material
from newsletter_app.exporting.pictures import beside, never_inside
from newsletter_app.exporting.services import OPTION, PLAIN, Service, service_called
from newsletter_app.i18n import N_, _
from newsletter_app.rendering.merge_marks import UNSUBSCRIBE, Field, StandIns
from newsletter_app.rendering.picture_addresses import addressed

_PICTURES_AT = "pictures_at"


class Email:
    """The final HTML of a mail, to be put into another program; pictures beside.

    The option `service` writes the merge fields of a list service, `pictures_at` names the https folder where
    the pictures will lie.
    """

    name = "email"
    label = N_("E-mail page (HTML)")
    suffix = ".html"
    family = "mail"

    def make(self, item: Post | Newsletter, material: Material, choices: Choices) -> Page:
        """Return the HTML. Raises ContentError for a service that is not known, or a folder that is none."""
        service = service_called(choices.options.get(OPTION, PLAIN.name))
        folder = choices.options.get(_PICTURES_AT, "")
        plain = replace(choices, options=_without_ours(choices))
        page = (
            _untagged(item, material, plain) if service is PLAIN else _tagged(item, material, plain, service)
        )
        address = hosted(material, folder) if folder else beside(material)
        told = to_upload(page.pictures, folder) if folder else _to_give(page.pictures, service)
        return replace(page, text=addressed(page.text, address), steps=(*page.steps, *told))


def _untagged(item: Post | Newsletter, material: Material, choices: Choices) -> Page:
    """Return the page with fallbacks; its events link to calendar files beside it."""
    seen = outside_of(item)
    shown = material.shown(seen, calendars=ASSETS)
    html = mail_html(seen, shown, material, choices)
    notes = (*shown.notes, *never_inside(choices))
    return Page(item.title, html, material.assets(html), shown.files, notes)


def _tagged(item: Post | Newsletter, material: Material, choices: Choices, service: Service) -> Page:
    """Return the page with the tags of a service; it links to no calendar file, for none goes with it."""
    seen, fields = outside_of(item), StandIns()
    shown = material.shown(seen, fill=fields)
    page = mail_html(seen, shown, material, choices, fields(UNSUBSCRIBE, ""))
    html = fields.in_html(service.disarmed(page), lambda field: service.tag(_in_html(field)))
    notes = (*shown.notes, *never_inside(choices))
    steps = tuple(_what_to_do(seen, shown, fields, service))
    return Page(item.title, html, material.assets(html), (), notes, steps)


def _what_to_do(item: Post | Newsletter, shown: Shown, fields: StandIns, service: Service) -> Iterator[str]:
    """Yield what a person sets in the service by hand."""
    subject = fields.in_text(subject_of(item, shown), service.tag)
    yield _("Paste the HTML into {service} as it is.").format(service=service.label)
    yield _("The subject to set there: “{subject}”.").format(subject=subject)
    preview = fields.in_text(preview_text_of(item, shown), service.tag)
    if preview:
        yield _("The preview text is in the HTML already: “{text}”.").format(text=preview)
    yield _("Switch off tracking of opens and clicks in {service}.").format(service=service.label)


def _to_give(pictures: tuple[Asset, ...], service: Service) -> tuple[str, ...]:
    if not pictures or service is PLAIN:
        return ()
    told = _(
        "Upload the pictures in assets/ to {service} and put their addresses there into the HTML (or let "
        "them lie on a website of yours: --option pictures_at=https://…)."
    )
    return (told.format(service=service.label),)


def _in_html(field: Field) -> Field:
    return Field(field.name, escape(field.fallback))


def _without_ours(choices: Choices) -> dict[str, str]:
    return {name: text for name, text in choices.options.items() if name not in (OPTION, _PICTURES_AT)}
