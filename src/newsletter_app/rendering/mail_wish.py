"""Says what a mail is made of."""

from collections.abc import Callable
from dataclasses import dataclass

from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.rendering.mime import MailContent


@dataclass(frozen=True, slots=True)
class MailWish:
    """How a mail to readers is made.

    `unsubscribe` is the address of those who have none of their own, usually a mailto; it stands in the mail
    as the merge field `unsubscribe_url`. With "" the footer names the brand's contact instead. `pictures_at`
    is the https address of a folder that holds the pictures; with "" they travel inside. `template` is one
    to try; with "" it is the newsletter's own, or the usual one for a post.
    """

    unsubscribe: str = ""
    pictures_at: str = ""
    template: str = ""


MakeMail = Callable[[Newsletter | Post, MailWish], MailContent]
"""Makes the content of a mail, with merge marks.

Raises Missing for a template that is not there, TemplateError, ContentError, OverLimit.
"""
