"""The sample's posts come in whole and show all that a post can hold."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsletter_app.content.article import Article, BlockKind
from newsletter_app.content.kinds import Kind
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.exporting.sources import source_of
from newsletter_app.importing.importing import Importing
from newsletter_app.importing.reading import read_here
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.rendering.articles import ArticlesHere

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
DESCRIBED = tomllib.loads((SAMPLE / "newsletter.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = open_library(tmp_path_factory.mktemp("sample") / "library", clean_picture, make=True)
    for snippet in DESCRIBED["snippets"]:
        library.items.add(Snippet(snippet["name"], (SAMPLE / snippet["file"]).read_text(encoding="utf-8")))
    importing = Importing(library, read_here)
    imported = importing.carry_out(importing.preview([SAMPLE / name for name in DESCRIBED["posts"]]))
    assert imported.notes == ()
    assert len(imported.items) == 3
    yield library
    library.close()


@pytest.fixture(scope="module")
def articles(library: Library) -> dict[str, Article]:
    posts = [post for post in library.items.all(Kind.POST) if isinstance(post, Post)]
    return {post.record.slug: ArticlesHere().article(source_of(post, library)) for post in posts}


def kinds(article: Article) -> set[BlockKind]:
    return {block.kind for block in article.blocks}


def test_the_posts_stand_newest_first(library: Library):
    assert [card.title for card in library.items.all(Kind.POST)] == [
        "The Learning Alliance met for the first time",
        "Review announced of how people are questioned in family courts",
        "New report: what a joint programme achieved in its first year",
    ]


def test_the_report_has_its_outcomes_its_quote_and_its_download(articles: dict[str, Article]):
    report = articles["outcomes-of-a-joint-programme"]
    after_outcomes = report.html.partition(">Outcomes</h2>")[2]

    assert report.blocks[0].kind is BlockKind.CONTENT_NOTE
    assert report.blocks[1].kind is BlockKind.FIGURE
    assert after_outcomes.lstrip().startswith("<ol>")
    assert after_outcomes.partition("</ol>")[0].count("<li>") == 8
    assert {
        BlockKind.QUOTE,
        BlockKind.TABLE,
        BlockKind.BUTTON,
        BlockKind.CALLOUT,
        BlockKind.FOOTNOTES,
    } <= kinds(report)
    assert 'class="callout callout-safety"' in report.html
    assert "mailto:hello@harbour-learning.example.org" in report.html


def test_the_news_has_a_note_and_one_link_to_be_completed(articles: dict[str, Article]):
    news = articles["review-of-questioning-in-court"]

    assert "callout-note" in news.html
    assert [link.text for link in news.links if link.is_lost] == ["a short guide to preparing for a hearing"]


def test_the_meeting_has_a_gallery_of_three_and_an_event(articles: dict[str, Article]):
    meeting = articles["first-learning-alliance-meeting"]

    assert meeting.blocks[0].kind is BlockKind.GALLERY
    assert meeting.blocks[0].html.count("<figure") == 3
    assert "callout-important" in meeting.html
    assert [event.what for event in meeting.events] == ["Second meeting of the Learning Alliance"]


def test_every_picture_is_there_and_is_described(library: Library, articles: dict[str, Article]):
    pictures = [picture for article in articles.values() for picture in article.pictures]

    assert len(pictures) == 5
    for picture in pictures:
        assert not picture.is_missing
        assert library.assets.by_sha(picture.sha256).width == 1200
        assert len(picture.alt) > 30
        assert picture.caption
        assert picture.credit


def test_every_post_has_a_cover_a_summary_and_tags(library: Library):
    for post in library.items.all(Kind.POST):
        assert isinstance(post, Post)
        assert library.assets.data(post.cover)
        assert 60 < len(post.summary) < 200
        assert post.tags


def test_the_sample_is_small_and_only_names_places_that_do_not_exist():
    texts = "\n".join(
        path.read_text(encoding="utf-8") for path in SAMPLE.rglob("*") if path.suffix in {".md", ".toml"}
    )

    hosts = re.findall(r"(?:@|://)([\w.-]+)", texts)
    assert hosts
    assert all(host.rstrip(".").endswith("example.org") for host in hosts)
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*.png")) < 150_000


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9%]+", text.lower())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def test_nothing_is_taken_from_the_blog_that_it_resembles():
    folder = os.environ.get("NEWSLETTER_SEEDS")
    if not folder:
        pytest.skip("NEWSLETTER_SEEDS does not say where the real posts are")
    seeds = "\n".join(path.read_text(encoding="utf-8") for path in Path(folder).glob("*.txt"))
    ours = "\n".join(path.read_text(encoding="utf-8") for path in SAMPLE.rglob("*.md"))

    assert shingles(seeds) & shingles(ours) == set()
    assert shingles(seeds) & shingles(ours + seeds[:200])  # the comparison can fail
