"""Recognises the lines of a plain text that stand for pictures."""

import re

from newsletter_app.importing.text_lines import is_label

_PICTURE_WORDS = re.compile(
    r"\b(photo(graph)?s?|pictures?|images?|logos?|posters?|portraits?|screenshots?|front cover|cover|"
    r"illustrations?|infographics?|headshots?|selfies?|snapshots?|thumbnails?|collages?)\b",
    re.IGNORECASE,
)
_RUN_TOGETHER = re.compile(r"(?<=[^\W_])(?=[^\W\d_])")
_PREFIXES = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz", "Ph", "O", "i", "e")
_INSIDE_NAMES = re.compile(
    r"YouTube|LinkedIn|WhatsApp|GitHub|PowerPoint|WordPress|PayPal|OneDrive|SharePoint|TikTok|FaceTime|MacBook|"
    r"JavaScript|OpenAccess|BuzzFeed|MailChimp|ChildLine|NewsLetter"
)


def parted(line: str) -> tuple[str, ...]:
    """Return the descriptions that run together in a line, where a small letter or digit meets a capital.

    >>> parted("Town hallSlide 2Ana McKay speaks")
    ('Town hall', 'Slide 2', 'Ana McKay speaks')
    """
    cuts = [at.start() for at in _RUN_TOGETHER.finditer(line) if _meets(line, at.start())]
    ends = zip([0, *cuts], [*cuts, len(line)], strict=True)
    return tuple(line[start:end].strip() for start, end in ends)


def _meets(line: str, at: int) -> bool:
    """Tell whether one description ends before `at`, with the next one beginning there."""
    before, after = line[at - 1], line[at]
    if not after.isupper() or not (before.islower() or before.isdigit()):
        return False
    start = line.rfind(" ", 0, at) + 1
    end = (line.find(" ", at) + len(line) + 1) % (len(line) + 1)
    word = line[start:at]
    if before.isdigit():
        return end - at > 1  # "Map 3D" is one word
    return word not in _PREFIXES and not _INSIDE_NAMES.match(line, start, end)


def is_caption(line: str) -> bool:
    """Tell whether every description in the line is a few words that are no sentence."""
    return line[-1] not in ".,:;" and all(part and is_label(part) for part in parted(line))


def names_a_picture(line: str) -> bool:
    """Tell whether a label says by its words that it stands for a picture.

    >>> names_a_picture("Mayor photo"), names_a_picture("Outcomes")
    (True, False)
    """
    return _PICTURE_WORDS.search(line) is not None and is_caption(line)
