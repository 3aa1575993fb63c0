"""Builds mail messages whose every byte comes from their content."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsletter_app.content.languages import DEFAULT, is_language
from newsletter_app.errors import ContentError
from newsletter_app.i18n import _
from newsletter_app.rendering.mail_headers import file_name_parameter, header_lines
from newsletter_app.rendering.mime_bodies import Segment, filled, text_body
from newsletter_app.rendering.reader_values import NOBODY, one_line
from newsletter_app.rendering.transfer_encoding import base64_lines

_NOBODY = "reader@example.invalid"


@dataclass(frozen=True, slots=True)
class MailPicture:
    """A picture inside a message; `cid` is its Content-ID without angle brackets."""

    cid: str
    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class MailFile:
    """An attachment."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class MailContent:
    """What a message says: the same thing as text and as HTML, with what belongs to it.

    Subject, preview text, text and HTML may hold merge marks. `notes` are whole sentences for the person who
    sends, about what was left out.
    """

    subject: str
    text: str
    html: str
    language: str = "en-GB"
    pictures: tuple[MailPicture, ...] = ()
    files: tuple[MailFile, ...] = ()
    preview_text: str = ""
    notes: tuple[str, ...] = ()


def content_id(sha256: str) -> str:
    """Return the Content-ID of a picture, without angle brackets; no host is named in it."""
    return f"{sha256[:32]}@newsletter-editor.invalid"


def draft(content: MailContent) -> bytes:
    """Return a message that mail programs open for writing (`X-Unsent: 1`), to a placeholder only.

    No Date, no Message-ID, no sender; merge fields show their fallbacks; lines end in CRLF, each has at most
    998 bytes. Raises ContentError for a subject that cannot be one.
    """
    subject = plain_subject(NOBODY.filled(content.subject))
    head = (
        header_lines("X-Unsent", "1"),
        header_lines("To", _NOBODY),
        header_lines("Subject", subject),
        *(f"{name}: {value}\r\n" for name, value in content_headers(content.language)),
    )
    return "".join(head).encode("ascii") + filled(body(content), NOBODY)


def plain_subject(subject: str) -> str:
    """Return the subject on one line. Raises ContentError where nothing is left of it."""
    plain = one_line(subject)
    if not plain:
        raise ContentError(_("The message has no subject."), hint=_("Give the newsletter a subject."))
    return plain


def content_headers(language: str) -> tuple[tuple[str, str], ...]:
    """Return the headers that say how to read a message."""
    known = language if is_language(language) else DEFAULT
    return (("Content-Language", known), ("MIME-Version", "1.0"))


def body(content: MailContent) -> tuple[Segment, ...]:
    """Return a message from its Content-Type on: text before HTML, pictures beside the HTML, files last."""
    boundaries = _boundaries(_seed(content))
    html = _text_part(content.html, "html")
    pictures = map(_picture, content.pictures)
    related = _multipart('related; type="text/html"', [html, *pictures], boundaries)
    shown = related if content.pictures else html
    alternative = _multipart("alternative", [_text_part(content.text, "plain"), shown], boundaries)
    if not content.files:
        return _together(alternative)
    return _together(_multipart("mixed", [alternative, *map(_file, content.files)], boundaries))


def _seed(content: MailContent) -> str:
    seed = hashlib.sha256()
    for part in (content.subject, content.text, content.html):
        seed.update(hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest())
    for data in (*(each.data for each in content.pictures), *(each.data for each in content.files)):
        seed.update(hashlib.sha256(data).digest())
    return seed.hexdigest()


def _boundaries(seed: str) -> Iterator[str]:
    """Yield boundaries that no encoded body can hold, since neither encoding writes "=_"."""
    number = 0
    while True:
        number += 1
        yield f"=_{seed[:32]}_{number}"


def _multipart(kind: str, parts: Iterable[list[Segment]], boundaries: Iterator[str]) -> list[Segment]:
    boundary = next(boundaries)
    line = f"--{boundary}\r\n".encode("ascii")
    whole: list[Segment] = [
        f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii")
    ]
    for part in parts:
        whole += [line, *part, b"\r\n"]
    return [*whole, f"--{boundary}--\r\n".encode("ascii")]


def _text_part(text: str, subtype: str) -> list[Segment]:
    encoding, inside = text_body(text, is_html=subtype == "html")
    head = f'Content-Type: text/{subtype}; charset="utf-8"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'
    return [head.encode("ascii"), *inside]


def _picture(picture: MailPicture) -> list[Segment]:
    about = header_lines("Content-ID", f"<{picture.cid}>")
    return _data_part(picture.media_type, "inline", picture.name, picture.data, about)


def _file(file: MailFile) -> list[Segment]:
    return _data_part(file.media_type, "attachment", file.name, file.data)


def _data_part(media_type: str, disposition: str, name: str, data: bytes, about: str = "") -> list[Segment]:
    head = (
        f"Content-Type: {media_type}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: {disposition}{file_name_parameter(name)}\r\n{about}\r\n"
    )
    return [head.encode("ascii"), base64_lines(data)]


def _together(segments: list[Segment]) -> tuple[Segment, ...]:
    """Return the segments with neighbouring bytes as one."""
    made: list[Segment] = []
    for segment in segments:
        if isinstance(segment, bytes) and made and isinstance(made[-1], bytes):
            made[-1] += segment
        else:
            made.append(segment)
    return tuple(made)
