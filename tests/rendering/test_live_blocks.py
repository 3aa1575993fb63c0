import os
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.content.article import Place
from newsletter_app.content.asset import Asset
from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.block_places import BlockPlaces, Moved
from newsletter_app.rendering.dialect.chunks import Shape, split
from newsletter_app.rendering.dialect.resplitting import edit_between, resplit
from newsletter_app.rendering.source import Source

SHA = "0123456789abcdef" * 4
PICTURES = (Asset(SHA, "p.jpg", "jpg", 640, 480, 9, caption="Cap"),)
SNIPPETS = (
    ("one", "Help: [us](https://example.org)[^a]\n\n{{snippet:two}}\n\n[ref]: https://example.org/s"),
    ("two", "## Two"),
)
EXAMPLES = settings(max_examples=2_000 if os.environ.get("NEWSLETTER_TORTURE") else 60, deadline=None)

PIECES = (
    'Text with *emphasis*, [a link](https://example.org/a) and "quotes".',
    "Hard\nwrapped [ref] text[^a]",
    "## A heading",
    "# A heading",
    "Heading\n---",
    "- a\n- b\n  - c[^b]\n\n  more",
    "1. a\n2) b",
    "> quoted\nlazy",
    "> [!SAFETY]\n> Leave [now](todo:)\n> - a",
    "| a | b |\n|---|:-:|\n| [x][ref] | HTML |",
    "```event\nwhat: Open day\nwhen: 4 May\n\nwhere: here\n```",
    "```\ncode\n\n# not a heading\n```",
    "    indented code",
    "---",
    f'![Alt](asset:{SHA[:12]} "Caption"){{credit="Me"}}',
    f"![a](asset:{SHA}) ![b](missing:)",
    "[Go](https://example.org){.button}",
    "{{snippet:one}}",
    "{{snippet:none}}",
    "Dear {{first_name|friend}}, HTML",
    '[ref]: https://example.org/ref "T"',
    "[^a]: A note with [ref][]",
    "[^b]: Another[^a]\n\n    of two parts",
    "*[HTML]: Hypertext",
    "<div>raw <b>html</b></div>",
    "Snippet not alone {{snippet:one}}",
    "https://example.org/bare and me@example.org",
)
documents = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(("\n\n", "\n", "\n\n\n", "\n \n"))), max_size=14
).map(lambda parts: "".join(text + gap for text, gap in parts))
scraps = st.one_of(
    st.sampled_from(
        (
            "",
            "\n",
            "\n\n",
            "#",
            "- ",
            "```\n",
            "> ",
            "|",
            "[^a]",
            "[^c]: x\n",
            "x",
            "    ",
            "\t",
            "`",
            "[ref]",
        )
    ),
    st.sampled_from(PIECES),
    st.text(alphabet="ab#->|`*_[]()! \n\t{}1.~:<\\\"'^", max_size=8),
)
edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), scraps), min_size=1, max_size=5)


def edited(body, edit):
    share, removed, text = edit
    start = int(share * len(body))
    return body[:start] + text + body[start + removed :]


def source_of(body):
    return Source(body, content_note="Careful.", pictures=PICTURES, snippets=SNIPPETS)


def full(body):
    return ArticlesHere().article(source_of(body))


def apply(blocks, patch):
    kept = list(blocks)
    kept[patch.first : patch.first + patch.removed] = patch.added
    return kept


@given(documents, edits)
@EXAMPLES
def test_patches_lead_to_what_a_full_render_shows(body, changes):
    articles, shown = ArticlesHere(), []
    for change in [(0.0, 0, ""), *changes]:
        body = edited(body, change)
        patch = articles.update("s", source_of(body))
        shown = apply(shown, patch)
        expected = full(body)
        assert [(block.kind, block.html) for block in shown] == [(b.kind, b.html) for b in expected.blocks]
        assert patch.places == tuple(block.place for block in expected.blocks)
        assert patch.words == expected.words


@given(documents, st.floats(0, 1), st.text(alphabet="ab \n#*[^]-", min_size=1, max_size=12))
@EXAMPLES
def test_typing_on_in_one_place_leads_to_what_a_full_render_shows(body, share, keys):
    articles, start = ArticlesHere(), int(share * len(body))
    shown = list(articles.update("s", source_of(body)).added)
    for number, key in enumerate(keys):
        body = edited(body, ((start + number) / max(1, len(body)), 0, key))
        patch = articles.update("s", source_of(body))
        shown = apply(shown, patch)
        expected = full(body)
        assert [block.html for block in shown] == [block.html for block in expected.blocks]
        assert tuple(patch.places) == tuple(block.place for block in expected.blocks)
        assert patch.words == expected.words


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 4), st.integers(0, 3), st.integers(-9, 9)), max_size=9
    )
)
def test_places_moved_when_asked_are_those_moved_at_once(steps):
    places, plain = BlockPlaces(), [Place(number * 10, number * 10 + 5, number) for number in range(8)]
    places = places.after(Moved(0, 0, numbers(plain), last=(1, 2, 3)))
    for at, gone, come, by in steps:
        first, new = min(at, len(plain)), [Place(at, at + number, by) for number in range(come)]
        rest = [Place(p.start + by, p.end + by, p.line - by) for p in plain[first + gone :]]
        plain = [*plain[:first], *new, *rest]
        places = places.after(Moved(first, gone, numbers(new), by, -by, last=(4, 5, by)))
        assert places == (*plain, Place(4, 5, by))
        assert [places[number] for number in range(len(places))] == list(places)
        assert places[-1] == Place(4, 5, by)


def numbers(places):
    return tuple(number for place in places for number in (place.start, place.end, place.line))


@given(documents, edits)
@EXAMPLES
def test_an_article_out_of_the_cache_is_the_same_as_one_made_anew(body, changes):
    articles = ArticlesHere()
    for change in changes:
        body = edited(body, change)
        assert articles.article(source_of(body)) == full(body)


@given(documents, edits)
@EXAMPLES
def test_splitting_what_changed_is_splitting_all(body, changes):
    for change in changes:
        old, body = body, edited(body, change)
        chunks = list(split(old))
        found = resplit([c.start for c in chunks], [c.line for c in chunks], edit_between(old, body), body)
        grown, lines = len(body) - len(old), body.count("\n") - old.count("\n")
        rest = chunks[found.first + found.removed :]
        moved = [type(c)(c.shape, c.text, c.start + grown, c.line + lines) for c in rest]
        assert [*chunks[: found.first], *found.added, *moved] == list(split(body))


@given(st.text(alphabet="ab#->|`*_[]()! \n\t{}1.~:<\\\"'^=", max_size=120))
@EXAMPLES
def test_no_text_is_lost_between_chunks(body):
    at = 0
    for chunk in split(body):
        assert not body[at : chunk.start].strip()
        assert body[chunk.start :].startswith(chunk.text)
        assert body.count("\n", 0, chunk.start) + 1 == chunk.line
        at = chunk.start + len(chunk.text)
    assert not body[at:].strip()


def test_the_comparison_can_fail():
    articles = ArticlesHere()
    before = articles.update("s", source_of("a[^a]\n\n[^a]: note"))
    after = articles.update("s", source_of("a[^a]\n\nb[^b]\n\n[^a]: note\n\n[^b]: b"))
    stale = [block.html for block in before.added]
    assert stale != [block.html for block in apply(before.added, after)]


def test_one_key_changes_one_block():
    body = "\n\n".join(f"Paragraph {number}" for number in range(200))
    articles = ArticlesHere()
    articles.update("s", Source(body))
    patch = articles.update("s", Source(body.replace("Paragraph 100", "Paragraph 1000")))
    assert (patch.first, patch.removed, len(patch.added)) == (100, 1, 1)


def test_a_definition_changes_the_blocks_that_use_it_and_no_other():
    articles = ArticlesHere()
    body = "[x][ref]\n\nother\n\n[ref]: https://example.org/{}"
    articles.update("s", Source(body.format(1)))
    patch = articles.update("s", Source(body.format(2)))
    assert (patch.first, patch.removed) == (0, 1)
    assert "https://example.org/2" in patch.added[0].html


def test_a_picture_that_comes_into_the_library_is_shown():
    articles = ArticlesHere()
    body = f"![a](asset:{SHA})"
    articles.update("s", Source(body))
    assert "<img" in articles.update("s", Source(body, pictures=PICTURES)).added[0].html


def test_a_lost_patch_is_made_good_by_a_restart():
    articles = ArticlesHere()
    articles.update("s", Source("a\n\nb"))
    articles.restart("s")
    shown = apply(["whatever", "stood", "there", "before"], articles.update("s", Source("c")))
    assert [block.html for block in shown] == ["<p>c</p>"]


def test_chunks_that_become_nothing_leave_no_block():
    shapes = [chunk.shape for chunk in split("[a]: https://example.org\n*[b]: c\n[^d]: e")]
    assert shapes == [Shape.DEFINITION, Shape.ABBREVIATION, Shape.FOOTNOTE]
    assert full("[a]: https://example.org").blocks[1:] == ()


def test_a_long_random_session_stays_true():
    chance = random.Random(7)
    articles, shown, body = ArticlesHere(), [], "\n\n".join(PIECES)
    for _number in range(60):
        body = edited(
            body,
            (chance.random(), chance.choice((0, 0, 1, 9)), chance.choice(("x", "\n", "\n\n", "- ", "["))),
        )
        shown = apply(shown, articles.update("s", source_of(body)))
        assert [block.html for block in shown] == [block.html for block in full(body).blocks]
