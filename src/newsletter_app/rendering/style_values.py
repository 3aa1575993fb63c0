"""Lets through only the style declarations that content may carry."""

import tinycss2

_ALLOWED = {"text-align": frozenset({"left", "right", "center", "justify", "start", "end"})}


def safe_style(style: str) -> str:
    """Return the declarations that are on the allow-list, by name and by value.

    >>> safe_style("text-align: CENTER; position: fixed")
    'text-align:center'
    """
    kept: dict[str, str] = {}
    for declaration in tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True):
        if declaration.type == "declaration":
            value = tinycss2.serialize(declaration.value).strip().lower()
            if value in _ALLOWED.get(declaration.lower_name, ()):
                kept[declaration.lower_name] = value
    return ";".join(f"{name}:{value}" for name, value in kept.items())
