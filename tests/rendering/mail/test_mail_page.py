"""A filled template becomes the HTML that is sent."""

from newsletter_app.rendering.mail_page import mail_page, size_of
from newsletter_app.rendering.unused_styles import without_unused_styles

PAGE = """<!DOCTYPE html><html lang="en"><head><title>T</title><style>
/* a note with } in it */
p{color:#111111}
.a{margin:0}
.gone{margin:1px}
.ExternalClass{width:100%}
@media (max-width:620px){.a{padding:0 !important}.gone{padding:1px !important}}
@media print{.gone{color:red}}
[data-ogsc] .a{color:#EEEEEE !important}
[data-ogsc] .gone{color:#EEEEEE !important}
a:hover{color:#222222}
</style></head><body>
<!--[if mso]><table role="presentation"><tr><td width="10"><![endif]-->
    <p class="a">One
    two <a href="https://example.org/?a=1&amp;b=2">three</a></p>
<pre>
  keep
    this
</pre>
<!--[if mso]></td></tr></table><![endif]-->
</body></html>"""


def test_styles_are_written_into_elements():
    assert '<p class="a" style="color:#111111;margin:0">' in mail_page(PAGE)


def test_rules_that_cannot_be_written_in_stay_and_those_for_nothing_go():
    page = mail_page(PAGE)
    assert "@media (max-width:620px){.a{padding:0 !important}}" in page
    assert "[data-ogsc] .a{" in page
    assert ".ExternalClass{" in page
    assert "a:hover{" in page
    assert "gone" not in page
    assert "print" not in page


def test_comments_for_outlook_and_preformatted_text_come_through_whole():
    page = mail_page(PAGE)
    assert '<!--[if mso]><table role="presentation"><tr><td width="10"><![endif]-->' in page
    assert "  keep\n    this\n" in page
    assert "    <p" not in page


def test_nothing_is_loaded():
    page = PAGE.replace("<style>", '<link rel="stylesheet" href="http://127.0.0.1:9/x.css"><style>', 1)
    assert "three</a>" in mail_page(page)


def test_size_is_in_bytes():
    assert size_of("ä") == 2


def test_a_page_without_styles_is_left_as_it_is():
    assert without_unused_styles("<p>a</p>") == "<p>a</p>"
