import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.content.asset import Asset
from newsletter_app.rendering.article_json import (
    article_from_json,
    article_to_json,
    source_from_json,
    source_to_json,
)
from newsletter_app.rendering.article_worker import ArticlesInWorker
from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.source import Source
from newsletter_app.worker import Worker

SHA = "0123456789abcdef" * 4
BODY = f"## Title\n\nText[^a] [b](https://example.org)\n\n![x](asset:{SHA[:12]})\n\n"
BODY += "```event\nwhat: x\n```\n\n[^a]: Note"
SOURCE = Source(BODY, "de", "Careful", (Asset(SHA, "p.jpg", "jpg", 1, 2, 3),), (("a", "b"),))


@pytest.fixture(scope="module")
def worker():
    with Worker() as started:
        yield started


def htmls(patch):
    return [block.html for block in patch.added]


def test_the_worker_renders_as_this_process_does(worker):
    assert ArticlesInWorker(worker).article(SOURCE) == ArticlesHere().article(SOURCE)


def test_patches_from_the_worker_are_those_made_here(worker):
    here, there = ArticlesHere(), ArticlesInWorker(worker)
    for body in (BODY, BODY.replace("Text", "Texts"), "", BODY + "\n\nmore", BODY[40:]):
        source = Source(body, SOURCE.language, SOURCE.content_note, SOURCE.pictures, SOURCE.snippets)
        assert there.update("same", source) == here.update("same", source)
    changed = Source("{{snippet:a}}", snippets=(("a", "c"),))
    assert there.update("same", changed) == here.update("same", changed)


def test_a_worker_that_died_in_between_starts_the_session_afresh():
    with Worker() as mortal:
        articles = ArticlesInWorker(mortal)
        articles.update("s", Source("a\n\nb"))
        mortal.close()
        patch = articles.update("s", Source("a\n\nc"))
        assert (patch.first, htmls(patch)) == (0, ["<p>a</p>", "<p>c</p>"])
        assert patch.removed > 2
        assert articles.update("s", Source("a\n\nd")).first == 1


def test_a_text_that_takes_too_long_comes_back_as_it_was_written(tmp_path, monkeypatch):
    now = [100.0]
    (tmp_path / "endless_job.py").write_text("def endless(request):\n    while True:\n        pass\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    jobs = {"article": "endless_job:endless", "article.update": "endless_job:endless"}
    with Worker(jobs) as stuck:
        articles = ArticlesInWorker(stuck, clock=lambda: now[0])
        patch = articles.update("s", Source("*a* <b>\n\nc"))
        assert (patch.is_plain, htmls(patch)) == (True, ["<p>*a* &lt;b&gt;</p>", "<p>c</p>"])
        assert articles.update("s", Source("*a*")).is_plain


def test_a_text_that_is_far_too_long_is_not_even_tried():
    with Worker({}) as unused:
        articles = ArticlesInWorker(unused)
        article = articles.article(Source("word " * 250_000))
        assert article.is_plain
        assert article.words == 250_000
        assert articles.update("s", Source("a\n\n" * 400_000)).is_plain


PATTERNS = (
    "[", "![", "[a](", "<a ", "``` ", "> ", "- item\n", "[a](https://example.org/b) word ",
    "*a **b** _c_ `d` ",
    "*", "a_", "`a``b```c", "\\", "&amp;", "\"'", "{{a", "<!--", "|a|b\n", "[]", "![](",
    "https://example.org/b. ",
    "# a\n", "<div>\n\n", "a@b.", "[^a]", "1) a\n\n",
)  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_hostile_patterns_are_answered_within_the_limits_of_the_worker(worker, pattern):
    articles = ArticlesInWorker(worker)
    sizes = (1_000, 10_000, 100_000, 1_000_000) if os.environ.get("NEWSLETTER_TORTURE") else (1_000, 20_000)
    for size in sizes:
        body = (pattern * (size // len(pattern) + 1))[:size]
        article = articles.article(Source(body))
        assert article.blocks or pattern == "<!--"


@pytest.mark.parametrize(
    "body",
    [
        "> " * 10_000 + "a",
        ">" * 10_000 + "a",
        "- " * 5_000 + "a",
        "```" + " " * 100_000 + "`",
        "".join(" " * (2 * depth) + "- a\n" for depth in range(300)),
        "<div>" * 10_000,
        "*" * 10_000 + "a" + "*" * 10_000,
        "- item\n" * 25_000,
    ],
)
def test_deep_and_long_texts_are_answered(worker, body):
    assert ArticlesInWorker(worker).article(Source(body)).blocks


def test_one_hostile_block_leaves_the_others_as_they_are():
    article = ArticlesHere().article(Source("*before*\n\n" + "[a](" * 20_000 + "\n\n*after*"))
    assert not article.is_plain
    assert article.blocks[0].html == "<p><em>before</em></p>"
    assert article.blocks[1].html.startswith("<p>[a]([a](")
    assert article.blocks[2].html == "<p><em>after</em></p>"


@given(st.text(max_size=60), st.text(max_size=9))
@settings(max_examples=50, deadline=None)
def test_sources_and_articles_survive_json(body, note):
    source = Source(body, "fr", note, SOURCE.pictures, (("a", body),))
    assert source_from_json(source_to_json(source)) == source
    article = ArticlesHere().article(source)
    assert article_from_json(article_to_json(article)) == article


def test_an_article_that_takes_too_long_comes_back_as_it_was_written(tmp_path, monkeypatch):
    (tmp_path / "hungry_job.py").write_text("def eat(request):\n    return {'a': [0] * 10**9}\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Worker({"article": "hungry_job:eat"}) as stuck:
        article = ArticlesInWorker(stuck).article(Source("*a*"))
    assert (article.is_plain, article.html) == (True, "<p>*a*</p>")
