"""Asks WordPress's own editor whether our block markup is valid.

`python3 dev.py real` starts all they need. By hand: a WordPress (`tests/real/wordpress-up.sh up`;
NEWSLETTER_WORDPRESS=its env.json), Chromium (CHROMIUM, else /usr/bin/chromium) and playwright.
"""

import json
import os
from pathlib import Path

import pytest

_ENV = os.environ.get("NEWSLETTER_WORDPRESS", "")
_CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_READY = "window.wp && wp.blocks && wp.blocks.getBlockTypes().length > 50"
_CHECK = """markup => {
  const told = console.error, warned = console.warn; console.error = console.warn = () => {};
  const found = [];
  const walk = blocks => blocks.forEach(b => { found.push([b.name, b.isValid]); walk(b.innerBlocks || []); });
  const blocks = wp.blocks.parse(markup); walk(blocks);
  const back = wp.blocks.serialize(blocks); console.error = told; console.warn = warned;
  return { found, back };
}"""
_PASTE = """([html, text]) => { const said = console.log; console.log = () => {};
  const pasted = wp.blocks.pasteHandler({ HTML: html, plainText: text, mode: 'AUTO' }); console.log = said;
  return wp.blocks.serialize(pasted); }"""

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def editor():
    """A page of the editor of a real WordPress."""
    if not _ENV or not Path(_ENV).is_file():
        pytest.skip("There is no WordPress: see the head of this file for how to have one.")
    if not Path(_CHROMIUM).exists():
        pytest.skip("There is no Chromium: install it, or name it in CHROMIUM.")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed.")
    site = json.loads(Path(_ENV).read_text())
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        page = browser.new_page()
        page.goto(site["url"] + "/wp-login.php")
        page.fill("#user_login", "admin")
        page.fill("#user_pass", site["users"]["admin"]["password"])
        page.click("#wp-submit")
        page.goto(site["url"] + "/wp-admin/post-new.php")
        page.wait_for_function(_READY, timeout=60_000)
        yield page
        browser.close()


def _invalid(editor, markup):
    return [name for name, is_valid in editor.evaluate(_CHECK, markup)["found"] if not is_valid]


def _names(editor, markup):
    return [name for name, _ in editor.evaluate(_CHECK, markup)["found"]]


@pytest.mark.parametrize("name", ["post", "short", "newsletter"])
def test_the_editor_finds_every_block_valid(name, editor, sample, exporting):
    markup = exporting.page(getattr(sample, name), "wordpress").text
    assert _invalid(editor, markup) == []
    assert not {"core/missing", "core/freeform"} & set(_names(editor, markup))


def test_what_the_editor_saves_is_valid_again(editor, sample, exporting):
    markup = exporting.page(sample.post, "wordpress").text
    back = editor.evaluate(_CHECK, markup)["back"]
    assert _invalid(editor, back) == []
    assert _names(editor, back) == _names(editor, markup)


def test_blocks_from_the_clipboard_arrive_as_blocks(editor, sample, exporting):
    clipboard = exporting.clipboard(sample.post)
    pasted = editor.evaluate(_PASTE, [clipboard.html, clipboard.text])
    assert _invalid(editor, clipboard.text) == []
    assert _names(editor, pasted) == _names(editor, clipboard.text)


def test_plain_html_beside_block_text_would_lose_blocks(editor, sample, exporting):
    """Shows why text/html holds block markup too; when this fails the clipboard can be plain HTML."""
    clipboard, html = exporting.clipboard(sample.post), exporting.page(sample.post, "blog").text
    assert "core/buttons" not in _names(editor, editor.evaluate(_PASTE, [html, clipboard.text]))


def test_the_editor_does_find_faults(editor):
    assert _invalid(editor, "<!-- wp:heading -->\n<h3>a</h3>\n<!-- /wp:heading -->") == ["core/heading"]
