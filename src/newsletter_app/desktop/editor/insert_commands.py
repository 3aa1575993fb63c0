"""Puts what a post is made of besides words into the text."""

import re

from newsletter_app.content.plain import without_control_characters
from newsletter_app.desktop.editor.edit import Command, Edit, Selection, lines_of

_FOOTNOTE = re.compile(r"\[\^(\d+)\]")


def block(source: str, select: str = "") -> Command:
    """Return the command that puts `source` into a paragraph of its own and selects `select` in it."""

    def command(text: str, selection: Selection) -> Edit:
        before, after = _gaps(text, selection)
        at = selection.start + len(before) + (source.index(select) if select else len(source))
        return Edit(selection.start, selection.end, before + source + after, Selection(at, at + len(select)))

    return command


def _gaps(text: str, selection: Selection) -> tuple[str, str]:
    head, tail = text[: selection.start], text[selection.end :]
    before = "" if not head or head.endswith("\n\n") else "\n" if head.endswith("\n") else "\n\n"
    after = "" if tail.startswith("\n\n") else "\n" if tail.startswith("\n") else "\n\n"
    return before, after


TABLE = block("| Heading | Heading |\n| --- | --- |\n| Text | Text |", "Heading")
RULE = block("---")
BUTTON = block("[Label](https://){.button}", "Label")
EVENT = block("```event\nwhat: \nwhen: \nwhere: \ncontact: \n```", "what: ")


def snippet(name: str) -> Command:
    """Return the command that uses the snippet of that name."""
    return block(f"{{{{snippet:{name}}}}}")


def call_out(name: str) -> Command:
    """Return the command that makes the selected lines a call-out: NOTE, IMPORTANT or SAFETY."""

    def command(text: str, selection: Selection) -> Edit:
        start, end = lines_of(text, selection)
        lines = text[start:end].split("\n") if text[start:end].strip() else [""]
        quoted = "\n".join(f"> {line}".rstrip() if line else "> " for line in lines)
        whole = Selection(start, end)
        before, after = _gaps(text, whole)
        put = f"{before}> [!{name}]\n{quoted}"
        caret = start + len(put)
        return Edit(start, end, put + after, Selection(caret, caret))

    return command


def footnote(text: str, selection: Selection) -> Edit:
    """Put a footnote's number at the caret, its text at the end; the caret goes there."""
    taken = {int(number) for number in _FOOTNOTE.findall(text)}
    number = max(taken, default=0) + 1
    rest = text[selection.end :].rstrip("\n")
    gap = "\n" if re.search(r"(?m)^\[\^\d+\]:.*\Z", rest) else "\n\n"
    put = f"[^{number}]{rest}{gap}[^{number}]: "
    caret = selection.start + len(put)
    return Edit(selection.start, len(text), put, Selection(caret, caret))


def picture(sha256: str, alt: str, caption: str = "") -> str:
    """Return the source of a picture of the library: its sha256 shortened to 12 digits."""
    said = re.sub(r"([\[\]\\])", r"\\\1", _one_line(alt))
    title = f' "{_one_line(caption)}"'.replace('\\"', '"') if caption else ""
    return f"![{said}](asset:{sha256[:12]}{title})"


def pictures(sources: tuple[str, ...]) -> Command:
    """Return the command that puts pictures into a paragraph of their own: several are a gallery."""
    return block("\n".join(sources))


def described(text: str, sha256: str, alt: str) -> Edit:
    """Give the first picture with that sha256 an alt text, where it has none; the caret stays behind it."""
    bare = f"![](asset:{sha256[:12]}"
    at = text.find(bare)
    if at < 0:
        return Edit(0, 0, "", Selection(0, 0))
    put = picture(sha256, alt).removesuffix(")")
    return Edit(at, at + len(bare), put, Selection(at + len(put) + 1, at + len(put) + 1))


def _one_line(text: str) -> str:
    return " ".join(without_control_characters(text).split()).replace('"', "”")
