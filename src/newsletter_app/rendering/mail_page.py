"""Turns a filled mail template into the HTML that is sent."""

import re

import css_inline

from newsletter_app.rendering.unused_styles import without_unused_styles

_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_AIR = re.compile(r"\s*([{};])\s*|(?<=:) +|(?<=,) +")
_inliner = css_inline.CSSInliner(
    keep_style_tags=True,
    keep_at_rules=True,
    remove_inlined_selectors=True,
    minify_css=True,
    load_remote_stylesheets=False,
)


def mail_page(html: str) -> str:
    """Return the page with its styles written into its elements and without the template's indentation.

    At-rules, and rules that match nothing (dark mode, narrow screens, single programs), stay in <style>.
    Nothing is loaded. This text is what is sent, so sizes are measured on it.
    """
    return _tightened(_inliner.inline(without_unused_styles(html)))


def size_of(html: str) -> int:
    """Return the bytes of a page as mail programs count them."""
    return len(html.encode())


def _tightened(html: str) -> str:
    parts = _PRE.split(_STYLE.sub(lambda found: _AIR.sub(r"\1", found[0]), html))
    return "".join(part if number % 2 else _unindented(part) for number, part in enumerate(parts))


def _unindented(html: str) -> str:
    """Return the lines without the space round them and without empty ones; the ends are kept."""
    first, *lines = html.split("\n")
    if not lines:
        return html
    inner = [line.strip() for line in lines[:-1]]
    return "\n".join([first.rstrip(), *(line for line in inner if line), lines[-1].lstrip()])
