"""Gives each message of a run its name for good."""

from newsletter_app.content.ids import new_id
from newsletter_app.library.run_drafts import NameMessage


def message_ids(domain: str) -> NameMessage:
    """Return what names each message of a run: on the sender's domain, with a part that nobody can guess.

    RFC 5322, section 3.6.4.
    """

    def name_message(run: str, number: int) -> str:
        return f"<{run}.{number}.{new_id()}@{domain}>"

    return name_message
