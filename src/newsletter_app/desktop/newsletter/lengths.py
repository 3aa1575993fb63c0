"""Says how much of a subject or a preview text a reader gets to see.

Phones show about 35 characters of a subject and about 90 of a preview text (see the mail rules: the key
words belong in the first 35; 40 to 90 characters of preview text are useful).
"""

from newsletter_app.i18n import _, ngettext

SUBJECT_ON_A_PHONE = 35
SUBJECT_AT_MOST = 60
PREVIEW_ON_A_PHONE = 90
PREVIEW_AT_LEAST = 40


def subject_hint(subject: str) -> str:
    """Return one sentence about the subject's length."""
    if not subject.strip():
        return _("A reader sees the subject first. Say in a few words what is inside.")
    if len(subject) <= SUBJECT_ON_A_PHONE:
        return _counted(len(subject)) + " " + _("A phone shows all of it.")
    seen = subject[:SUBJECT_ON_A_PHONE].rstrip()
    return _counted(len(subject)) + " " + _("A phone shows “{seen}…”.").format(seen=seen)


def preview_hint(preview: str, subject: str) -> str:
    """Return one sentence about the preview text."""
    if not preview.strip():
        return _("Shown after the subject in the inbox. Left empty, the introduction begins it.")
    if preview.strip() == subject.strip():
        return _("This is the same as the subject. Say something the subject does not.")
    if len(preview) > PREVIEW_ON_A_PHONE:
        seen = preview[:PREVIEW_ON_A_PHONE].rstrip()
        return _counted(len(preview)) + " " + _("A phone shows “{seen}…”.").format(seen=seen)
    return _counted(len(preview)) + " " + _("A phone shows all of it.")


def _counted(number: int) -> str:
    return ngettext("{number} character.", "{number} characters.", number).format(number=number)
