"""Reads tags as people type them."""


def parse_tags(text: str) -> tuple[str, ...]:
    """Return the tags between the commas, each once, in their order.

    >>> parse_tags(" housing, Safety ,, housing")
    ('housing', 'Safety')
    """
    seen: dict[str, str] = {}
    for part in text.split(","):
        tag = " ".join(part.split())
        if tag:
            seen.setdefault(tag.casefold(), tag)
    return tuple(seen.values())


def tags_text(tags: tuple[str, ...]) -> str:
    """Return the tags as one types them."""
    return ", ".join(tags)


def snippet_name(text: str) -> str:
    """Return what is left of a typed name that a snippet may have: [a-z0-9_-], at most 60 characters.

    >>> snippet_name("Contact Box!")
    'contact-box'
    """
    plain = "-".join(text.lower().split(" "))
    return "".join(c for c in plain if c.isascii() and (c.isalnum() or c in "_-")).lstrip("_-")[:60]
