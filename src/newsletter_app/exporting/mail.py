"""Makes the content of a mail to readers."""

from html import escape

from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.finished import Shown
from newsletter_app.exporting.hosted_pictures import hosted, to_upload
from newsletter_app.exporting.mail_html import mail_html
from newsletter_app.exporting.mail_parts import (
    attached,
    by_content_id,
    outside_of,
    pictures_inside,
    preview_text_of,
    subject_of,
    text_of_mail,
)
from newsletter_app.exporting.material import Material
from newsletter_app.library.library import Library
from newsletter_app.rendering.article_maker import Articles
from newsletter_app.rendering.mail_wish import MailWish, MakeMail
from newsletter_app.rendering.merge_marks import UNSUBSCRIBE, Field, StandIns, mark
from newsletter_app.rendering.mime import MailContent
from newsletter_app.rendering.picture_addresses import addressed
from newsletter_app.rendering.private_characters import cleaned
from newsletter_app.rendering.templates import Templates


def mail_content(library: Library, articles: Articles, templates: Templates) -> MakeMail:
    """Return what makes mails of this library's items; each call sees the library as it is then.

    A discreet newsletter's own subject and preview text stay out of it; the name of the sender is the
    envelope's, so whoever writes the envelope sees to that one.
    """

    def make(item: Newsletter | Post, wish: MailWish) -> MailContent:
        return _Making(Material(library, articles, templates), wish).mail(item)

    return make


class _Making:
    """Makes one mail."""

    def __init__(self, material: Material, wish: MailWish) -> None:
        self._material = material
        self._wish = wish
        self._choices = Choices(template=wish.template)
        self._fields = StandIns()
        self._unsubscribe = self._fields(UNSUBSCRIBE, wish.unsubscribe)[0] if wish.unsubscribe else ""

    def mail(self, wanted: Newsletter | Post) -> MailContent:
        """Return the mail of an item."""
        item = outside_of(cleaned(wanted))
        shown = self._material.shown(item, fill=self._fields)
        page = mail_html(item, shown, self._material, self._choices, self._unsubscribe)
        text = text_of_mail(item, shown, self._material, self._choices, self._unsubscribe)
        return self._content(item, shown, self._fields.in_html(page, _html_mark), text)

    def _content(self, item: Newsletter | Post, shown: Shown, html: str, text: str) -> MailContent:
        folder, used = self._wish.pictures_at, self._material.assets(html)
        return MailContent(
            subject=self._plain(subject_of(item, shown)),
            text=self._plain(text),
            html=addressed(html, hosted(self._material, folder) if folder else by_content_id),
            language=item.language,
            pictures=() if folder else pictures_inside(used, self._material),
            files=tuple(map(attached, shown.files)),
            preview_text=self._plain(preview_text_of(item, shown)),
            notes=(*shown.notes, *(to_upload(used, folder) if folder else ())),
        )

    def _plain(self, text: str) -> str:
        return self._fields.in_text(text, _text_mark)


def _html_mark(field: Field) -> str:
    return mark(field.name, escape(field.fallback))


def _text_mark(field: Field) -> str:
    return mark(field.name, field.fallback)
