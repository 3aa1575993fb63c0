"""Brings a page out as a mail that opens as a draft."""

from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.page import Page
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.finished import Shown
from newsletter_app.exporting.mail_html import mail_html
from newsletter_app.exporting.mail_parts import (
    attached,
    by_content_id,
    outside_of,
    pictures_inside,
    subject_of,
    text_of_mail,
)
from newsletter_app.exporting.material import Material
from newsletter_app.exporting.pictures import never_inside
from newsletter_app.i18n import N_
from newsletter_app.rendering.mime import MailContent, draft
from newsletter_app.rendering.picture_addresses import addressed


class Eml:
    """A message with text and HTML, pictures inside it, to nobody yet."""

    name = "eml"
    label = N_("E-mail draft (.eml)")
    suffix = ".eml"
    family = "mail"

    def make(self, item: Post | Newsletter, material: Material, choices: Choices) -> Page:
        """Return the message, all of it ASCII."""
        seen = outside_of(item)
        shown = material.shown(seen)
        message = draft(_content(seen, shown, material, choices))
        return Page(item.title, message.decode("ascii"), (), (), (*shown.notes, *never_inside(choices)))


def _content(item: Post | Newsletter, shown: Shown, material: Material, choices: Choices) -> MailContent:
    html = mail_html(item, shown, material, choices)
    return MailContent(
        subject=subject_of(item, shown),
        text=text_of_mail(item, shown, material, choices),
        html=addressed(html, by_content_id),
        language=item.language,
        pictures=pictures_inside(material.assets(html), material),
        files=tuple(map(attached, shown.files)),
    )
