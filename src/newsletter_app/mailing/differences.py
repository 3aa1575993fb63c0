"""Says what changed in a newsletter since its last test mail."""

from dataclasses import dataclass
from datetime import datetime

from newsletter_app.content.diff import Line, differences
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.mail_tests import MailTest
from newsletter_app.mailing.making import Made


@dataclass(frozen=True, slots=True)
class SinceTest:
    """What differs from the test mail of `tested`; `sentences` is empty where nothing does.

    `lines` are the lines of the text that were taken out or put in.
    """

    tested: datetime
    sentences: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


def since_test(test: MailTest, made: Made) -> SinceTest:
    """Compare what would be sent now with what was tried."""
    if made.message.sha256 == test.content_sha256 and made.account.id == test.account:
        return SinceTest(test.sent)
    lines = tuple(line for line in differences(test.text, made.text) if line.change != "same")
    sentences = tuple(_sentences(test, made, lines))
    return SinceTest(test.sent, sentences or (_("Its look, its pictures or its sender changed."),), lines)


def _sentences(test: MailTest, made: Made, lines: tuple[Line, ...]) -> list[str]:
    said: list[str] = []
    envelope = made.envelope
    if made.account.id != test.account:
        said.append(_("It goes out by another account."))
    if envelope.subject != test.subject:
        said.append(_("The subject was “{before}”.").format(before=test.subject))
    if envelope.preview_text != test.preview_text:
        said.append(_("The preview text was “{before}”.").format(before=test.preview_text))
    if lines:
        told = ngettext("{count} line of the text differs.", "{count} lines of the text differ.", len(lines))
        said.append(told.format(count=len(lines)))
    return said
