"""Holds a small newsletter with one of everything, to try templates on."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from newsletter_app.content.article import Article, Block, BlockKind, Event, Heading, Link, Picture, Place
from newsletter_app.content.asset import Asset
from newsletter_app.content.brand import Brand, BrandLink
from newsletter_app.content.kinds import Kind
from newsletter_app.content.newsletter import (
    ButtonEntry,
    DividerEntry,
    Entry,
    HeadingEntry,
    Newsletter,
    PostEntry,
    Shown,
    TextEntry,
)
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.rendering.contexts import context_of_edition, context_of_post
from newsletter_app.rendering.edition import Edition, assemble
from newsletter_app.rendering.one_line import one_line
from newsletter_app.rendering.template_manifest import TemplateManifest

WIDE = Asset(
    "a" * 64, "meeting.jpg", "jpg", 1200, 750, 90_000, alt="Two people at a table with notes between them"
)
TALL = Asset("b" * 64, "poster.png", "png", 600, 800, 40_000, alt="Poster of the evening")
LOGO = Asset("c" * 64, "logo.png", "png", 240, 80, 4_000, alt="Harbour Project")
PICTURES = {asset.sha256: asset for asset in (WIDE, TALL, LOGO)}
BRAND = Brand(
    name="Harbour Project",
    strapline="Research with people, not about them",
    logo=LOGO.sha256,
    address="Harbour Project\n12 Quay Street\nExample Town EX1 2AB",
    footer="You get this letter because you signed up for it on our website.",
    website="https://example.org/",
    contact="news@example.org",
    links=(BrandLink("Website", "https://example.org/"), BrandLink("Privacy", "https://example.org/privacy")),
)
_HERE = Place(0, 0, 1)


def _image(asset: Asset) -> str:
    return f'<img src="asset:{asset.sha256}" alt="{asset.alt}" width="{asset.width}" height="{asset.height}">'


_SOURCE = f"""\
content-note
<aside class="content-note" role="note"><p>This text speaks of violence.</p></aside>

paragraph
<p>The first meeting brought together <strong>forty people</strong> from services across the city.
They came with questions, and left with <a href="https://example.org/plans">a plan for the spring</a>.</p>

figure
<figure class="figure">{_image(WIDE)}
<figcaption>The second table, late in the afternoon
<span class="credit">Photo: Sam Example</span></figcaption></figure>

heading
<h2 id="outcomes">Outcomes</h2>

list
<ol><li>Eight in ten people started treatment.</li>
<li>Most of them stayed to the end, and said that the group had mattered to them.</li></ol>

quote
<blockquote><p>I was asked what I needed, and then it was there.</p></blockquote>

table
<table><thead><tr><th scope="col">Year</th><th scope="col" style="text-align:right">People</th></tr></thead>
<tbody><tr><td>2025</td><td style="text-align:right">30</td></tr></tbody></table>

heading
<h3 id="safety">If you need help now</h3>

callout
<aside class="callout callout-safety" role="note"><p class="callout-title">Safety</p>
<p>If you are in danger, call 999. <a href="https://example.org/help">More places to turn to</a>.</p></aside>

event
<div class="event" data-event="1"><p class="event-what">Open evening</p>
<dl><dt>When</dt><dd>Thursday 18 March 2027, 18:00 to 20:00</dd><dt>Where</dt><dd>Quay Hall, Example Town</dd>
<dt>Contact</dt><dd><a href="mailto:events@example.org">events@example.org</a></dd></dl></div>

button
<p class="button"><a class="button" href="https://example.org/book">Book a place</a></p>

gallery
<div class="gallery"><figure class="figure">{_image(WIDE)}</figure>
<figure class="figure">{_image(TALL)}<figcaption>The poster</figcaption></figure></div>

figure
<figure class="figure missing"><span class="missing-picture">Front cover</span></figure>

code
<pre><code>one
  two
</code></pre>

rule
<hr>

paragraph
<p>Details are in the report<sup id="fnref-1"><a class="footnote" href="#fn-1">1</a></sup> and
in <span class="lost-link">the appendix</span>.
Dear <span class="merge" data-name="first_name">reader</span>.</p>

footnotes
<div class="footnotes"><ol><li id="fn-1"><p>Harbour Project, 2026.
<a class="footnote-back" href="#fnref-1">↩</a></p></li></ol></div>
"""


def _blocks() -> Iterator[Block]:
    for line, part in enumerate(_SOURCE.split("\n\n"), 1):
        kind, _end, text = part.partition("\n")
        yield Block(BlockKind(kind), one_line(text), Place(0, 0, line))


ARTICLE = Article(
    blocks=tuple(_blocks()),
    headings=(Heading(2, "Outcomes", "outcomes", _HERE), Heading(3, "If you need help now", "safety", _HERE)),
    links=(Link("https://example.org/book", "Book a place", Place(0, 0, 11)),),
    pictures=(Picture(WIDE.sha256, "", WIDE.alt, "", "", _HERE),),
    events=(
        Event("Open evening", "Thursday 18 March 2027, 18:00 to 20:00", "Quay Hall, Example Town",
              "events@example.org", _HERE),
    ),
    words=640,
)  # fmt: skip
INTRODUCTION = Article(
    blocks=(
        Block(BlockKind.PARAGRAPH, "<p>Spring is busy here. This is what we have been doing.</p>", _HERE),
    ),
    words=10,
)
POST = Post(
    title="What we learnt from forty conversations about safety",
    summary="Forty people from across the city met to plan work on safety. This is what they agreed.",
    byline="Sam Example",
    tags=("research", "events"),
    content_note="This text speaks of violence.",
    cover=WIDE.sha256,
    date=dt.date(2027, 3, 14),
    published_at="https://example.org/blog/forty-conversations",
    record=Record(id="samplepost22", slug="forty-conversations", version=1),
)


def sample_newsletter(language: str = "en-GB") -> Newsletter:
    """Return a newsletter with every kind of entry."""
    return Newsletter(
        title="Spring letter",
        subject="Spring: what forty people told us",
        introduction="intro",
        entries=(*_ENTRIES,),
        language=language,
        date=dt.date(2027, 3, 14),
    )


_ENTRIES: tuple[Entry, ...] = (
    PostEntry("samplepost22", Shown.SUMMARY),
    PostEntry("plain2222222", Shown.SUMMARY),
    HeadingEntry("From our partners"),
    TextEntry("own"),
    PostEntry("samplepost22", Shown.HEADLINE),
    DividerEntry(),
    PostEntry("samplepost22", Shown.FULL),
    ButtonEntry("Come to the open evening", "https://example.org/evening"),
)


def sample_edition(language: str = "en-GB") -> Edition:
    """Return that newsletter with everything it shows."""
    bare = Post(
        title="A post without picture, summary or address", record=Record(id="plain2222222", version=1)
    )
    posts = {"samplepost22": (POST, ARTICLE), "plain2222222": (bare, INTRODUCTION)}
    own = {"intro": INTRODUCTION, "own": INTRODUCTION}
    return assemble(sample_newsletter(language), posts, own=own, pictures=PICTURES)


def sample_contexts(manifest: TemplateManifest) -> Iterator[dict[str, Any]]:
    """Yield what the template is given for a rich sample and for a bare one, by kind, target and language."""
    for kind in manifest.kinds:
        for family in manifest.targets:
            for language in manifest.words:
                yield _rich(kind, family, language)
            yield _bare(kind, family)


def _rich(kind: Kind, family: str, language: str) -> dict[str, Any]:
    if kind is Kind.NEWSLETTER:
        edition = sample_edition(language)
        return context_of_edition(edition, brand=BRAND, pictures=PICTURES, family=family)
    return context_of_post(POST, ARTICLE, brand=BRAND, pictures=PICTURES, family=family)


def _bare(kind: Kind, family: str) -> dict[str, Any]:
    if kind is Kind.NEWSLETTER:
        empty = assemble(Newsletter(title="Empty"), {}, own={}, pictures={})
        return context_of_edition(empty, brand=Brand(), pictures={}, family=family)
    return context_of_post(Post(title="Empty"), Article(), brand=Brand(), pictures={}, family=family)
