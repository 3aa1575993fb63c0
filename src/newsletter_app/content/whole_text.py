"""Writes down all the words of an item in one plain text."""

from newsletter_app.content.asset import Asset
from newsletter_app.content.items import Item
from newsletter_app.content.newsletter import ButtonEntry, Entry, HeadingEntry, Newsletter, TextEntry
from newsletter_app.content.post import Post


def whole_text(item: Item) -> str:
    r"""Return the title as a heading, then everything that was written, as Markdown.

    >>> whole_text(Post(title="One", body="First."))
    '# One\n\nFirst.\n'
    """
    return "\n\n".join(part for part in _parts(item) if part.strip()).strip() + "\n"


def _parts(item: Item) -> tuple[str, ...]:
    match item:
        case Post():
            return (_heading(item.title), item.summary, item.body)
        case Newsletter():
            entries = tuple(_entry(entry) for entry in item.entries)
            return (_heading(item.title), item.subject, item.preview_text, item.introduction, *entries)
        case Asset():
            return (_heading(item.name), item.alt, item.caption, item.credit)
    return (_heading(item.name), item.body)


def _heading(title: str) -> str:
    return f"# {title}" if title.strip() else ""


def _entry(entry: Entry) -> str:
    match entry:
        case HeadingEntry(text=text):
            return f"## {text}"
        case TextEntry(body=body):
            return body
        case ButtonEntry(label=label, url=url):
            return f"[{label}]({url}){{.button}}"
    return ""
