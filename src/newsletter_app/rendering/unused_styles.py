"""Leaves out the styles that nothing on a page uses."""

import re
from collections.abc import Iterator
from functools import lru_cache

_STYLE = re.compile(r"(<style>)(.*?)(</style>)", re.DOTALL)
_CLASSES = re.compile(r'class="([^"]*)"')
_TAGS = re.compile(r"<([a-z][a-z0-9]*)")
_NAME = re.compile(r"\.?[A-Za-z][\w-]*")
_STATE = re.compile(r":[\w-]+(\([^)]*\))?|\[[^]]*\]")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_AT_RULE = re.compile(r"(@[^{}]+)\{((?:[^{}]+\{[^{}]*\})*)\s*\}")
_OF_MAIL_PROGRAMS = frozenset({".ExternalClass", ".ReadMsgBody", ".body", ".moz-text-html", "u"})


def without_unused_styles(html: str) -> str:
    """Return the page without rules for elements or classes it does not have.

    Names that mail programs put round or into a page (.ExternalClass, ids, attributes) are kept.
    """
    classes = {f".{name}" for found in _CLASSES.findall(html) for name in found.split()}
    names = frozenset(classes | set(_TAGS.findall(html)) | _OF_MAIL_PROGRAMS)

    def shortened(found: re.Match[str]) -> str:
        return found[1] + used_styles(found[2], names) + found[3]

    return _STYLE.sub(shortened, html)


@lru_cache(maxsize=64)
def used_styles(css: str, names: frozenset[str]) -> str:
    """Return the style sheet without selectors that name elements or classes other than these.

    >>> used_styles("p,.a{x:1}.b{y:2}@media print{.b{z:3}}", frozenset({"p", ".a"}))
    'p,.a{x:1}'
    """
    return "".join(_used(_COMMENT.sub("", css), names))


def _used(css: str, names: frozenset[str]) -> Iterator[str]:
    last = 0
    for block in _AT_RULE.finditer(css):
        yield from _used_rules(css[last : block.start()], names)
        inside = "".join(_used_rules(block[2], names))
        if inside:
            yield f"{block[1].strip()}{{{inside}}}\n"
        last = block.end()
    yield from _used_rules(css[last:], names)


def _used_rules(css: str, names: frozenset[str]) -> Iterator[str]:
    for selectors, declarations in _RULE.findall(css):
        kept = [part.strip() for part in selectors.split(",") if _is_used(part, names)]
        if kept:
            yield f"{','.join(kept)}{{{declarations.strip()}}}"


def _is_used(selector: str, names: frozenset[str]) -> bool:
    plain = _STATE.sub(" ", selector)
    return "#" in plain or "@" in plain or names.issuperset(_NAME.findall(plain))
