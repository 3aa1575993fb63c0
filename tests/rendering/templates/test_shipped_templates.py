"""Every shipped template shows its sample, whatever the language and the options."""

import dataclasses
import itertools
import re

import css_inline
import pytest

from newsletter_app.content.article import Article, BlockKind
from newsletter_app.content.brand import Brand, BrandLink
from newsletter_app.content.contrast import FOR_TEXT, contrast
from newsletter_app.content.kinds import Kind
from newsletter_app.content.newsletter import Newsletter, PostEntry, Shown
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.paths import shipped_templates
from newsletter_app.rendering.contexts import context_of_edition, context_of_post
from newsletter_app.rendering.edition import assemble
from newsletter_app.rendering.html_tree import Element, parse, serialise, text_of, walk
from newsletter_app.rendering.mail_page import mail_page, size_of
from newsletter_app.rendering.template_filling_here import fill_here
from newsletter_app.rendering.template_sample import ARTICLE, BRAND, PICTURES, POST, WIDE, sample_contexts
from newsletter_app.rendering.templates import Templates

TEMPLATES = Templates([shipped_templates()], fill_here)
MANIFESTS = TEMPLATES.all()
SAMPLES = [
    pytest.param(manifest.name, context, id=f"{manifest.name}-{number}")
    for manifest in MANIFESTS
    for number, context in enumerate(sample_contexts(manifest))
]
MAIL = [case for case in SAMPLES if case.values[1]["family"] == "mail"]
HOSTILE = '"><script>alert(1)</script>{{ 7 }}'
DARK = re.compile(r"@media \(prefers-color-scheme:dark\)\s*\{((?:[^{}]+\{[^{}]*\})*)\s*\}")


def page_of(name, context):
    filled = TEMPLATES.render(name, context)
    return mail_page(filled) if context["family"] == "mail" else filled


def option_sets(manifest):
    values = {
        "text": lambda option: ["", "Some words"],
        "flag": lambda option: ["yes", "no"],
        "number": lambda option: ["1", "3"],
        "choice": lambda option: [value for value, _label in option.choices],
    }
    names = [option.name for option in manifest.options]
    for chosen in itertools.product(*(values[option.type](option) for option in manifest.options)):
        yield dict(zip(names, chosen, strict=True))


def test_the_six_are_there():
    assert [manifest.name for manifest in MANIFESTS] == [
        "announcement",
        "digest",
        "letter",
        "page",
        "post",
        "round-up",
    ]
    assert [manifest.name for manifest in TEMPLATES.all(Kind.NEWSLETTER, "mail")] == [
        "announcement",
        "digest",
    ]


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda manifest: manifest.name)
def test_each_passes_its_own_check(manifest):
    assert TEMPLATES.check(manifest.folder) == ()
    assert {"en", "de"} <= set(manifest.words)
    assert manifest.words["en"].keys() == manifest.words["de"].keys()


@pytest.mark.parametrize(("name", "context"), SAMPLES)
def test_a_page_has_no_unfilled_marks(name, context):
    page = page_of(name, context)
    for mark in ("{{", "{%", "{n}", "{title}", "{name}", "None", "Undefined", "$html"):
        assert mark not in page


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda manifest: manifest.name)
def test_every_set_of_options_gives_a_page(manifest):
    context = next(iter(sample_contexts(manifest)))
    for options in option_sets(manifest):
        assert page_of(manifest.name, context | {"options": options})


@pytest.mark.parametrize(("name", "context"), SAMPLES)
def test_elements_are_closed_and_anchors_are_unique(name, context):
    page = page_of(name, context)
    for tag in ("table", "tr", "td", "p", "div", "figure", "article", "ol", "ul", "aside", "a"):
        assert len(re.findall(rf"<{tag}[ >]", page)) == page.count(f"</{tag}>"), tag
    anchors = re.findall(r'<[^>]+ id="([^"]*)"', page)
    assert len(anchors) == len(set(anchors))
    for target in re.findall(r'href="#([^"]+)"', page):
        assert target in anchors


@pytest.mark.parametrize(("name", "context"), MAIL)
def test_a_mail_carries_what_mail_programs_and_readers_need(name, context):
    page = page_of(name, context)
    tree = parse(page)
    (root,) = [element for element in walk(tree) if element.tag == "html"]
    (wrapper,) = [element for element in walk(tree) if element.get("role") == "article"]
    assert root.get("lang") == wrapper.get("lang") == context["language"]
    assert wrapper.get("aria-label") == context["subject"]
    assert f"<title>{context['subject']}</title>" in page
    assert 'name="color-scheme" content="light dark"' in page
    assert 'name="viewport"' in page
    assert "<!--[if mso]><xml><o:OfficeDocumentSettings>" in page
    assert "<o:PixelsPerInch>96</o:PixelsPerInch>" in page
    assert page.count("<!--[if mso]>") == page.count("<![endif]-->")
    assert len([element for element in walk(tree) if element.tag == "h1"]) == 1


@pytest.mark.parametrize(("name", "context"), MAIL)
def test_layout_tables_say_so_and_tables_of_data_do_not(name, context):
    for element in walk(parse(page_of(name, context))):
        if element.tag == "table":
            assert (element.get("role") == "presentation") != element.has_class("data")
            assert not element.has_class("data") or "<th" in serialise(element)
    ghosts = re.findall(r"<!--\[if mso\]>.*?<!\[endif\]-->", page_of(name, context), re.DOTALL)
    assert all("role=" in ghost for ghost in ghosts if "<table" in ghost)


@pytest.mark.parametrize(("name", "context"), MAIL)
def test_pictures_in_mail_have_width_and_alt_text(name, context):
    for element in walk(parse(page_of(name, context))):
        if element.tag == "img":
            assert int(element.get("width")) <= 552
            assert any(key == "alt" for key, _value in element.attributes)
            assert "font-size" in element.get("style")


@pytest.mark.parametrize(("name", "context"), MAIL)
def test_rules_for_dark_and_narrow_screens_are_all_important(name, context):
    styles = re.search(r"<style>(?!body,)(.*?)</style>", page_of(name, context), re.DOTALL)[1]
    assert "prefers-color-scheme:dark" in styles
    assert "[data-ogsc]" in styles
    assert "[data-ogsb]" in styles
    media = re.findall(r"@media[^{]*\{((?:[^{}]+\{[^{}]*\})*)\s*\}", styles)
    bodies = re.findall(r"\{([^{}]*)\}", "".join(media)) + re.findall(r"\[data-og[^{}]+\{([^{}]*)\}", styles)
    declared = [part for body in bodies for part in body.split(";") if part.strip()]
    assert all(part.rstrip().endswith("!important") for part in declared), declared
    assert len(styles) < 16_000


def test_no_colour_outside_at_rules_is_important():
    for sheet in shipped_templates().rglob("*.css"):
        plain = re.sub(
            r"@media[^{]*\{(?:[^{}]+\{[^{}]*\})*\s*\}", "", re.sub(r"\{[{%].*?[%}]\}", "", sheet.read_text())
        )
        rules = [rule for rule in re.findall(r"([^{}]+)\{([^{}]*)\}", plain) if "[data-og" not in rule[0]]
        assert not [rule for rule in rules if "!important" in rule[1]]


def styled(element):
    pairs = (part.partition(":")[::2] for part in element.get("style").split(";"))
    values = {name.strip(): value.replace("!important", "").strip() for name, value in pairs}
    return {name: value for name, value in values.items() if value != "inherit"}


def pairs_in(nodes, colour, ground, size=16.0):
    for node in nodes:
        if isinstance(node, Element):
            style = styled(node)
            if node.tag not in ("style", "title", "head"):
                yield from pairs_in(
                    node.children, style.get("color", colour), style.get("background-color", ground)
                )
            if node.tag == "img" and node.get("alt"):
                yield style.get("color", colour), style.get("background-color", ground), node.get("alt")
        elif node.strip():
            yield colour, ground, node.strip()


def in_dark(page):
    return css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False).inline(
        DARK.sub(r"\1", page)
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "context"), MAIL)
def test_every_text_can_be_read(name, context, scheme):
    context = context | {"options": {"safety": "Words", "kicker": "Words"}}
    filled = TEMPLATES.render(name, context)
    page = mail_page(filled) if scheme == "light" else in_dark(filled)
    start = ("#000000", "#FFFFFF") if scheme == "light" else ("#FFFFFF", "#000000")
    found = list(pairs_in(parse(page), *start))
    assert len(found) > 2
    for colour, ground, text in found:
        assert contrast(colour, ground) >= FOR_TEXT, (colour, ground, text)
    if scheme == "dark":
        assert ("#E8E6E1", "#1D2024") in {pair[:2] for pair in found}


def test_the_colours_of_the_page_can_be_read():
    sheet = (shipped_templates() / "page" / "page.css").read_text()
    schemes = re.findall(r":root\{([^{}]*--ground[^}]*?--muted[^}]*?)--accent", sheet)
    assert len(schemes) == 3
    for scheme in schemes:
        tokens = dict(re.findall(r"--([a-z-]+):(#[0-9A-F]{6})", scheme))
        for text, ground in itertools.product(("text", "muted", "danger"), ("ground", "tint")):
            assert contrast(tokens[text], tokens[ground]) >= FOR_TEXT, (text, ground)


def hostile_contexts():
    brand = Brand(
        name=HOSTILE, strapline=HOSTILE, accent="red;}</style><script>", accent_dark="#zzzzzz", font=HOSTILE,
        address=HOSTILE, footer=HOSTILE, website="javascript:alert(1)", contact=HOSTILE,
        links=(BrandLink(HOSTILE, "javascript:alert(1)"), BrandLink(HOSTILE, 'https://x.example/"onclick="a')),
    )  # fmt: skip
    asset = dataclasses.replace(WIDE, alt=HOSTILE, caption=HOSTILE)
    post = dataclasses.replace(
        POST,
        title=HOSTILE,
        summary=HOSTILE,
        byline=HOSTILE,
        content_note=HOSTILE,
        published_at="javascript:x",
    )
    events = tuple(
        dataclasses.replace(event, what=HOSTILE, when=HOSTILE, where=HOSTILE, contact=HOSTILE)
        for event in ARTICLE.events
    )
    article = dataclasses.replace(ARTICLE, events=events)
    pictures = {**PICTURES, asset.sha256: asset}
    newsletter = Newsletter(
        HOSTILE, HOSTILE, HOSTILE, entries=(PostEntry("a"), PostEntry("a", Shown.FULL)), language='"x'
    )
    edition = assemble(newsletter, {"a": (post, article)}, own={}, pictures=pictures)
    for family in ("mail", "blog", "page"):
        options = {"safety": HOSTILE, "kicker": HOSTILE, "greeting": HOSTILE, "show_byline": "yes"}
        shared = {"brand": brand, "pictures": pictures, "family": family, "options": options}
        yield context_of_post(post, article, unsubscribe="javascript:alert(1)", **shared)
        yield context_of_edition(edition, unsubscribe="javascript:alert(1)", **shared)


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda manifest: manifest.name)
def test_hostile_words_stay_words(manifest):
    seen = 0
    for context in hostile_contexts():
        if context["family"] in manifest.targets and context["kind"] in manifest.kinds:
            page = page_of(manifest.name, context)
            seen += 1
            elements = list(walk(parse(page)))
            assert not [element for element in elements if element.tag == "script"]
            assert not [
                name for element in elements for name, _value in element.attributes if name.startswith("on")
            ]
            assert "javascript:" not in page
    assert seen


def post(number, **more):
    more = {
        "title": f"Post number {number} has a title of about sixty characters, this one",
        "cover": WIDE.sha256,
    } | more
    return Post(
        summary="What was found, and what it means for those who do the work from day to day. " * 2,
        byline="Sam Example", published_at=f"https://example.org/blog/2027/post-number-{number}",
        record=Record(id=f"p{number}", version=1), **more,
    )  # fmt: skip


def edition_of(posts):
    newsletter = Newsletter("Spring", "Spring", entries=tuple(PostEntry(found.record.id) for found in posts))
    return assemble(
        newsletter, {found.record.id: (found, ARTICLE) for found in posts}, own={}, pictures=PICTURES
    )


def test_a_digest_of_25_posts_stays_under_40_kb():
    context = context_of_edition(
        edition_of([post(number) for number in range(25)]), brand=BRAND, pictures=PICTURES, family="mail"
    )
    assert size_of(page_of("digest", context)) <= 40_000


def test_a_digest_of_60_posts_stays_under_the_size_where_mail_is_cut_off():
    context = context_of_edition(
        edition_of([post(number) for number in range(60)]), brand=BRAND, pictures=PICTURES, family="mail"
    )
    assert size_of(page_of("digest", context)) <= 102_000


def test_the_content_note_stands_before_the_summary():
    noted = dataclasses.replace(post(1), content_note="Speaks of harm.", summary="The summary itself.")
    for name, family in (
        ("digest", "mail"),
        ("round-up", "blog"),
        ("page", "page"),
        ("announcement", "mail"),
    ):
        text = text_of(
            parse(
                page_of(
                    name,
                    context_of_edition(edition_of([noted]), brand=BRAND, pictures=PICTURES, family=family),
                )
            )
        )
        assert 0 < text.index("Speaks of harm.") < text.index("The summary itself.")


def test_the_announcement_has_one_date_and_one_action():
    context = context_of_post(POST, ARTICLE, brand=BRAND, pictures=PICTURES, family="mail")
    page = page_of("announcement", context)
    assert page.count("18 March") == 1
    assert page.count('class="button-link"') == 1
    assert ">Book a place</a>" in page


def test_the_announcement_keeps_the_way_to_the_calendar():
    to_calendar = '<p class="event-calendar"><a href="assets/open-1a2b.ics">Add to calendar</a></p></div>'
    blocks = tuple(
        dataclasses.replace(block, html=block.html.removesuffix("</div>") + to_calendar)
        if block.kind == BlockKind.EVENT
        else block
        for block in ARTICLE.blocks
    )
    article = dataclasses.replace(ARTICLE, blocks=blocks)
    context = context_of_post(POST, article, brand=BRAND, pictures=PICTURES, family="mail")
    for name in ("announcement", "letter"):
        assert page_of(name, context).count('href="assets/open-1a2b.ics"') == 1


def test_a_preview_marks_every_block_in_every_template_for_posts():
    for name, family in (("letter", "mail"), ("announcement", "mail"), ("post", "blog"), ("page", "page")):
        context = context_of_post(
            POST, ARTICLE, brand=BRAND, pictures=PICTURES, family=family, is_preview=True
        )
        tree = parse(TEMPLATES.render(name, context))
        (holder,) = [
            element for element in walk(tree) if any(key == "data-blocks" for key, _ in element.attributes)
        ]
        assert [child.get("class") for child in holder.elements] == ["block"] * len(ARTICLE.blocks)


def test_blog_pages_have_nothing_that_wordpress_would_break():
    for name in ("post", "round-up"):
        manifest = TEMPLATES.get(name)
        for context in sample_contexts(manifest):
            page = TEMPLATES.render(name, context)
            plain = re.sub(r"<pre\b.*?</pre>", "<pre></pre>", page, flags=re.DOTALL)
            assert "\n\n" not in plain
            for line in plain.splitlines():
                assert re.match(
                    r"<(p|h[2-6]|figure|ul|ol|blockquote|table|aside|div|hr|pre)\b|</div>", line
                ), line
            assert "style=" not in plain.replace('style="text-align:right"', "")


def test_a_post_in_another_language_says_so_wherever_it_stands():
    german = edition_of([post(1, language="de")])
    for name, family in (
        ("digest", "mail"),
        ("announcement", "mail"),
        ("round-up", "blog"),
        ("page", "page"),
    ):
        context = context_of_edition(german, brand=BRAND, pictures=PICTURES, family=family)
        assert 'lang="de"' in page_of(name, context)


def test_the_page_lists_its_headings_where_asked():
    context = context_of_post(
        POST, ARTICLE, brand=BRAND, pictures=PICTURES, family="page", options={"contents": "yes"}
    )
    assert '<a href="#outcomes">Outcomes</a>' in page_of("page", context)


def test_a_mail_always_says_how_to_stop():
    bare = context_of_post(Post(title="A"), Article(), brand=Brand(), pictures={}, family="mail")
    assert "reply with the word" in page_of("letter", bare)
    assert 'href="https://example.org/stop/1"' in page_of(
        "letter", bare | {"unsubscribe": "https://example.org/stop/1"}
    )
