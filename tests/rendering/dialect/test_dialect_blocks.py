import pytest

from newsletter_app.content.article import BlockKind, Event, Place
from newsletter_app.content.asset import Asset
from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.source import Source

articles = ArticlesHere()
SHA = "0123456789abcdef" * 4
PICTURE = Asset(SHA, "p.jpg", "jpg", 640, 480, 9)


def article_of(body, **more):
    return articles.article(Source(body, pictures=(PICTURE,), **more))


def html_of(body, **more):
    return article_of(body, **more).html


def kinds_of(body):
    return [block.kind.value for block in article_of(body).blocks]


def test_a_list_straight_after_a_paragraph_is_a_list():
    assert html_of("Text\n- a\n- b") == "<p>Text</p>\n<ul><li>a</li><li>b</li></ul>"
    assert html_of("Text\n1. a\n2. b") == "<p>Text</p>\n<ol><li>a</li><li>b</li></ol>"


def test_a_number_in_wrapped_text_is_no_list():
    assert html_of("It was in\n1998. Then") == "<p>It was in\n1998. Then</p>"


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_lists_nest_by_two_spaces_or_more(indent):
    assert html_of(f"- a\n{indent}- b\n- c") == "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
    assert html_of(f"1. a\n{indent}- b\n2. c") == "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"


def test_three_levels_nest_by_two_spaces():
    assert html_of("- a\n  - b\n    - c") == "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>"


def test_numbers_may_end_with_a_bracket_and_begin_anywhere():
    assert html_of("3) a\n4) b") == '<ol start="3"><li>a</li><li>b</li></ol>'


def test_blank_lines_make_a_list_of_paragraphs():
    assert html_of("1. a\n\n2. b") == "<ol><li><p>a</p></li><li><p>b</p></li></ol>"


def test_an_item_holds_other_blocks():
    shown = html_of("- a\n\n  ```\n  x\n\n  y\n  ```\n\n  > q\n- b")
    assert shown == (
        "<ul><li><p>a</p><pre><code>x\n\ny\n</code></pre><blockquote><p>q</p></blockquote></li>"
        "<li><p>b</p></li></ul>"
    )


def test_headings_begin_at_level_two():
    body = "# A\n## B\n### C\n####### D\n\nE\n===\n\nF\n---\n\n#tag"
    assert html_of(body) == (
        '<h2 id="a">A</h2>\n<h2 id="b">B</h2>\n<h3 id="c">C</h3>\n<p>####### D</p>\n'
        '<h2 id="e">E</h2>\n<h2 id="f">F</h2>\n<p>#tag</p>'
    )


def test_headings_of_one_name_have_anchors_of_their_own():
    found = article_of("## Our work\n\n## Our *work*\n\n## Our work-2").headings
    assert [heading.anchor for heading in found] == ["our-work", "our-work-2", "our-work-2-2"]


def test_a_line_below_several_lines_parts_them_from_the_rest():
    assert kinds_of("one\ntwo\n---\nthree") == ["paragraph", "rule", "paragraph"]


def test_tables_stand_straight_after_text_and_name_their_columns():
    assert html_of("Text:\n| a | b |\n|:--|--:|\n| *1* | x \\| y |") == (
        '<p>Text:</p>\n<table><thead><tr><th scope="col" style="text-align:left">a</th>'
        '<th scope="col" style="text-align:right">b</th></tr></thead><tbody><tr>'
        '<td style="text-align:left"><em>1</em></td><td style="text-align:right">x | y</td>'
        "</tr></tbody></table>"
    )


def test_code_is_shown_as_it_is():
    assert html_of('Text\n```py\n<b> & "x"\n\n# y\n```') == (
        '<p>Text</p>\n<pre><code>&lt;b&gt; &amp; "x"\n\n# y\n</code></pre>'
    )
    assert html_of("    a\n\n    b") == "<pre><code>a\n\nb\n</code></pre>"


def test_quotations_go_on_without_their_mark():
    assert html_of("> a\nb\n\nc") == "<blockquote><p>a\nb</p></blockquote>\n<p>c</p>"


def test_footnotes_are_numbered_in_the_order_of_the_text():
    assert html_of("A[^x] b[^y] c[^x]\n\n[^y]: Why\n[^x]: Ex\n\n    more") == (
        '<p>A<sup id="fnref-1"><a href="#fn-1" class="footnote">1</a></sup>'
        ' b<sup id="fnref-2"><a href="#fn-2" class="footnote">2</a></sup>'
        ' c<sup id="fnref-1-2"><a href="#fn-1" class="footnote">1</a></sup></p>\n'
        '<div class="footnotes"><ol><li id="fn-1"><p>Ex</p><p>more'
        ' <a href="#fnref-1" class="footnote-back">↩</a></p></li>'
        '<li id="fn-2"><p>Why <a href="#fnref-2" class="footnote-back">↩</a></p></li></ol></div>'
    )


def test_a_footnote_that_is_not_there_stays_as_written():
    assert html_of("A[^x]") == "<p>A[^x]</p>"


FIGURE = f'<img alt="Alt" height="480" src="asset:{SHA}" width="640">'


def test_a_picture_alone_is_a_figure():
    body = f'![Alt](asset:{SHA[:12]} "A *caption*"){{credit="Photo: Sam"}}'
    assert html_of(body) == (
        f'<figure class="figure">{FIGURE}<figcaption>A *caption* <span class="credit">Photo: Sam</span>'
        "</figcaption></figure>"
    )
    assert html_of(f"![Alt](asset:{SHA})") == f'<figure class="figure">{FIGURE}</figure>'


def test_several_pictures_are_a_gallery_and_one_in_text_is_not():
    picture = f"![Alt](asset:{SHA})"
    figure = f'<figure class="figure">{FIGURE}</figure>'
    assert html_of(f"{picture}\n{picture}") == f'<div class="gallery">{figure}{figure}</div>'
    assert html_of(f"See {picture} here") == f"<p>See {FIGURE} here</p>"


def test_a_picture_takes_what_is_not_written_from_the_library():
    described = Asset(SHA, "p.jpg", "jpg", 1, 2, 3, alt="Own", caption="Cap", credit="Me")
    shown = articles.article(Source(f"![](asset:{SHA})", pictures=(described,))).pictures[0]
    assert (shown.alt, shown.caption, shown.credit) == ("Own", "Cap", "Me")
    shown = articles.article(Source(f'![x](asset:{SHA} "")', pictures=(described,))).pictures[0]
    assert (shown.alt, shown.caption) == ("x", "")


@pytest.mark.parametrize(
    "address", ["missing:", f"asset:{'f' * 12}", "photo.jpg", "data:image/png;base64,AA", "file:///x"]
)
def test_a_picture_that_is_nowhere_shows_its_description(address):
    article = article_of(f"![What it shows]({address})")
    assert article.html == (
        '<figure class="figure missing"><span class="missing-picture">What it shows</span></figure>'
    )
    assert article.pictures[0].is_missing


def test_a_linked_picture_is_a_figure_too():
    assert html_of(f"[![Alt](asset:{SHA})](https://example.org)") == (
        f'<figure class="figure"><a href="https://example.org">{FIGURE}</a></figure>'
    )


def test_a_link_marked_so_is_a_button_when_it_stands_alone():
    assert html_of("[Go](https://example.org){.button}") == (
        '<p class="button"><a class="button" href="https://example.org">Go</a></p>'
    )
    assert html_of("[Go](todo:){.button}") == '<p class="button"><span class="lost-link">Go</span></p>'
    assert html_of("x [Go](https://example.org){.button}") == '<p>x <a href="https://example.org">Go</a></p>'


@pytest.mark.parametrize(
    ("language", "title"), [("en-GB", "Safety"), ("de", "Sicherheit"), ("fr", "Sécurité"), ("xx", "Safety")]
)
def test_a_call_out_is_named_in_the_language_of_the_post(language, title):
    assert html_of("> [!SAFETY]\n> Leave *now*\n>\n> - a", language=language) == (
        f'<aside class="callout callout-safety" role="note"><p class="callout-title">{title}</p>'
        "<p>Leave <em>now</em></p><ul><li>a</li></ul></aside>"
    )


def test_an_unknown_mark_is_a_quotation():
    assert html_of("> [!ODD]\n> x") == "<blockquote><p>[!ODD]\nx</p></blockquote>"


def test_an_event_is_a_card():
    body = "```event\nwhat: Open day & tea\nWhen: 4 May,\n  2 pm\ncontact: me@example.org\n```\n\n"
    body += "```event\nwhat: B\n```"
    article = article_of(body)
    assert article.blocks[0].html == (
        '<div class="event" data-event="1"><p class="event-what">Open day &amp; tea</p><dl><dt>When</dt>'
        "<dd>4 May, 2 pm</dd><dt>Contact</dt>"
        '<dd><a href="mailto:me@example.org">me@example.org</a></dd></dl></div>'
    )
    assert article.blocks[1].html == '<div class="event" data-event="2"><p class="event-what">B</p></div>'
    assert article.events[0] == Event("Open day & tea", "4 May, 2 pm", "", "me@example.org", Place(0, 77, 1))


def test_a_fence_named_event_without_fields_is_code():
    assert kinds_of("```event\nhello\n```") == ["code"]


def test_snippets_nest_and_take_the_place_of_their_line():
    snippets = (("a", "One\n\n{{snippet:b}}"), ("b", "[Two](https://example.org)"))
    article = article_of("Text\n\n{{snippet:a}}\n\nEnd", snippets=snippets)
    assert [block.html for block in article.blocks] == [
        "<p>Text</p>",
        "<p>One</p>",
        '<p><a href="https://example.org">Two</a></p>',
        "<p>End</p>",
    ]
    assert article.blocks[1].place == article.blocks[2].place == article.links[0].place == Place(6, 19, 3)


def test_snippets_that_would_never_end_are_cut_with_a_note():
    article = article_of("{{snippet:a}}", snippets=(("a", "x\n\n{{snippet:b}}"), ("b", "{{snippet:a}}")))
    assert [block.html for block in article.blocks] == [
        "<p>x</p>",
        '<p class="lost-snippet">The snippet “a” would contain itself.</p>',
    ]
    assert "There is no snippet called “c”." in html_of("{{snippet:c}}")


def test_snippets_that_multiply_are_cut():
    snippets = tuple((f"s{n}", f"{{{{snippet:s{n + 1}}}}}\n\n" * 20) for n in range(7))
    assert len(article_of("{{snippet:s0}}", snippets=(*snippets, ("s7", "x"))).blocks) <= 2_100


def test_the_content_note_comes_first():
    article = article_of("Text", content_note="Speaks of <violence>.\n\nTake care.")
    assert article.blocks[0].kind is BlockKind.CONTENT_NOTE
    assert article.blocks[0].html == (
        '<aside class="content-note" role="note"><p>Speaks of &lt;violence&gt;.</p><p>Take care.</p></aside>'
    )


def test_the_words_are_those_a_reader_sees():
    body = "# A title\n\nin**line** [two words](https://example.org/not/these) {{name|you}}[^1]\n\n"
    body += f'[^1]: A note\n\n![x](asset:{SHA} "Cap")'
    assert article_of(body).words == 2 + 4 + 2 + 1


def test_raw_html_is_sanitised_and_its_links_and_pictures_are_known():
    article = article_of(
        f'<div onclick="x()"><a href="https://example.org">y</a><img src="asset:{SHA[:12]}"></div>'
    )
    assert article.html == f'<div><a href="https://example.org">y</a><img src="asset:{SHA}"></div>'
    assert article.links[0].url == "https://example.org"
    assert article.pictures[0].sha256 == SHA


def test_control_characters_do_no_harm_and_move_no_place():
    article = article_of("a\x00\x02\ufdd0h0\ufdd1\r\n\r\n[b](https://example.org)")
    assert article.blocks[1].place.line == 3
    assert "\ufdd0" not in article.html
    assert "\x00" not in article.html


def test_captions_have_the_quotes_of_the_language_too():
    shown = article_of("![x](missing: 'It\\'s \"here\"')", language="de").pictures[0]
    assert shown.caption == "It’s „here“"


def test_a_missing_picture_keeps_its_caption():
    assert html_of('![x](missing: "Cap")') == (
        '<figure class="figure missing"><span class="missing-picture">x</span>'
        "<figcaption>Cap</figcaption></figure>"
    )
