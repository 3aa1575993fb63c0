import pytest

from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.source import Source

articles = ArticlesHere()


def html_of(body, language="en-GB"):
    return articles.article(Source(body, language)).html


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "*a* _b_ **c** __d__ ***e***",
            "<em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong> <em><strong>e</strong></em>",
        ),
        ("snake_case_name and 2*3*4", "snake_case_name and 2<em>3</em>4"),
        ("~~gone~~ but ~not~", "<del>gone</del> but ~not~"),
        ('`a *b* "c"`', '<code>a *b* "c"</code>'),
        ("``a ` b``", "<code>a ` b</code>"),
        (r"\*a\* 1\. \&amp;", "*a* 1. &amp;amp;"),
        ("a &amp; b & c &copy;", "a &amp; b &amp; c ©"),
        ("one\\\ntwo", "one<br>\ntwo"),
        ("one  \ntwo", "one<br>\ntwo"),
        ("hard\nwrapped", "hard\nwrapped"),
        ("2 < 3 > 1", "2 &lt; 3 &gt; 1"),
        ("**not closed", "**not closed"),
        ("a <b>bold</b> <script>x()</script>b", "a <b>bold</b> b"),
    ],
)
def test_running_text_means_what_people_expect(written, shown):
    assert html_of(written) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en-GB", "“a ‘b’ c” – it’s … —"),
        ("de", "„a ‚b‘ c“ – it’s … —"),
        ("fr", "«\u202fa “b” c\u202f» – it’s … —"),
        ("pl", "„a «b» c” – it’s … —"),
        ("xx", "“a ‘b’ c” – it’s … —"),
    ],
)
def test_quotes_follow_the_language_of_the_post(language, shown):
    assert html_of("\"a 'b' c\" -- it's ... ---", language) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("the '90s", "the ’90s"),
        ("'tis late", "’tis late"),
        ('"*Hello*"', "“<em>Hello</em>”"),
        ('("a")', "(“a”)"),
        ("users' rights", "users’ rights"),
        (
            '`"x"` and <https://example.org/a--b>',
            '<code>"x"</code> and <a href="https://example.org/a--b">https://example.org/a--b</a>',
        ),
    ],
)
def test_quotes_stand_the_right_way_round(written, shown):
    assert html_of(written) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("written", "address", "after"),
    [
        ("https://example.org/a_b_c.", "https://example.org/a_b_c", "."),
        ("http://example.org/a(b)", "http://example.org/a(b)", ""),
        ("https://example.org/x)", "https://example.org/x", ")"),
        ("https://example.org/?a=1&b=2, x", "https://example.org/?a=1&amp;b=2", ", x"),
        ("https://example.org/--x...", "https://example.org/--x", "…"),
    ],
)
def test_a_bare_address_is_a_link_without_the_punctuation_behind_it(written, address, after):
    assert html_of(written) == f'<p><a href="{address}">{address}</a>{after}</p>'


def test_mail_addresses_and_www_are_links():
    assert html_of("me@example.org.") == '<p><a href="mailto:me@example.org">me@example.org</a>.</p>'
    assert html_of("www.example.org!") == '<p><a href="https://www.example.org">www.example.org</a>!</p>'


def test_nothing_else_is_a_link():
    for text in ("ftp://example.org", "a@b", "@name", "wwww.x", "http://", "https://..", "1@2.3"):
        assert "<a" not in html_of(text)


def test_addresses_in_code_and_links_stay_as_they_are():
    assert html_of("`https://example.org`") == "<p><code>https://example.org</code></p>"
    assert (
        html_of("[https://a.example](https://b.example)")
        == '<p><a href="https://b.example">https://a.example</a></p>'
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('[a](https://example.org "T")', '<a href="https://example.org" title="T">a</a>'),
        ("[a](<https://example.org/a b>)", '<a href="https://example.org/a%20b">a</a>'),
        ("[a](www.example.org)", '<a href="https://www.example.org">a</a>'),
        ("[a](example.org/x)", '<a href="https://example.org/x">a</a>'),
        ("[a](me@example.org)", '<a href="mailto:me@example.org">a</a>'),
        ("[a](tel:+44123)", '<a href="tel:+44123">a</a>'),
        ("[a](#part)", '<a href="#part">a</a>'),
        ("[a](todo:)", '<span class="lost-link">a</span>'),
        ("[a]()", '<span class="lost-link">a</span>'),
        ("[a](report.pdf)", '<span class="lost-link">a</span>'),
        ("[a](javascript:alert(1))", '<span class="lost-link">a</span>'),
        ("[*a* b](https://example.org)", '<a href="https://example.org"><em>a</em> b</a>'),
        ("[a] b", "[a] b"),
        (
            "[a [b](https://example.org)](https://x.example)",
            '[a <a href="https://example.org">b</a>](<a href="https://x.example">https://x.example</a>)',
        ),
    ],
)
def test_links_lead_where_they_can(written, shown):
    assert html_of(written) == f"<p>{shown}</p>"


def test_reference_links_are_found_across_blocks():
    body = "[a][one], [One] and [b][].\n\n[one]: https://example.org/1 'T'\n[B]: <https://example.org/2>"
    assert html_of(body) == (
        '<p><a href="https://example.org/1" title="T">a</a>, '
        '<a href="https://example.org/1" title="T">One</a>'
        ' and <a href="https://example.org/2">b</a>.</p>'
    )


def test_merge_fields_show_their_fallback():
    assert html_of("Dear {{first_name|friend}}, {{x}}") == (
        '<p>Dear <span class="merge" data-name="first_name">friend</span>, '
        '<span class="merge" data-name="x"></span></p>'
    )


def test_abbreviations_are_explained_wherever_they_stand():
    assert html_of("An IDVA helps; IDVAs too.\n\n*[IDVA]: Independent adviser") == (
        '<p>An <abbr title="Independent adviser">IDVA</abbr> helps; IDVAs too.</p>'
    )
