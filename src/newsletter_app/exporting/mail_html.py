"""Writes the HTML of a mail."""

from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.finished import Shown
from newsletter_app.exporting.material import Material
from newsletter_app.rendering.mail_page import mail_page


def mail_html(
    item: Post | Newsletter, shown: Shown, material: Material, choices: Choices, unsubscribe: str = ""
) -> str:
    """Return the HTML of a mail with its styles in place; pictures stand as asset:SHA256."""
    filled = material.filled(item, shown, "mail", choices, unsubscribe)
    return mail_page(filled).strip("\n") + "\n"
