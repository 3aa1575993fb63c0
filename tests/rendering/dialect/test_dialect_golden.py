from pathlib import Path

import pytest

from newsletter_app.content.asset import Asset
from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.source import Source

SAMPLES = Path(__file__).parent / "samples"
PICTURES = (Asset("0123456789abcdef" * 4, "p.jpg", "jpg", 640, 480, 9),)
SNIPPETS = (("contact", "Call [the office](tel:+441234567890)."),)


@pytest.mark.parametrize("language", ["en-GB", "de", "fr"])
def test_a_post_of_everything_looks_as_it_did(language, request):
    body = (SAMPLES / "everything.md").read_text("utf-8")
    article = ArticlesHere().article(Source(body, language, "Speaks of violence.", PICTURES, SNIPPETS))
    shown = "".join(f"{block.place.line:3} {block.kind.value}\n{block.html}\n\n" for block in article.blocks)
    expected = SAMPLES / f"everything.{language}.txt"
    if request.config.getoption("--update-golden", default=False):
        expected.write_text(shown, "utf-8")
    assert shown == expected.read_text("utf-8")
