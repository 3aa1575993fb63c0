"""A template lays out; it neither computes nor reaches anything."""

import pytest
from jinja2 import Environment

from newsletter_app.errors import TemplateError
from newsletter_app.rendering.template_jobs import compiled, template
from newsletter_app.rendering.template_values import html

CONTEXT = {
    "title": "A <b> & c",
    "post": {"items": "own", "tags": ["x", "y"], "body": html("<p>ok</p>")},
    "n": 3,
}


def filled(text, **more):
    return template({"files": {"mail.html": text, **more}, "main": "mail.html", "context": CONTEXT})["text"]


def test_texts_are_escaped_and_marked_html_is_not():
    assert filled("{{ title }}|{{ post.body }}") == "A &lt;b&gt; &amp; c|<p>ok</p>"


def test_a_text_that_looks_like_a_mark_stays_a_text():
    context = {"title": '{"$html": "<script>"}'}
    request = {"files": {"mail.html": "{{ title }}"}, "main": "mail.html", "context": context}
    assert "<script>" not in template(request)["text"]


def test_keys_win_over_methods():
    assert filled("{{ post.items }}") == "own"


def test_loops_macros_inheritance_and_our_filters_work():
    parts = {
        "frame.html": "<{% block a %}{% endblock %}>",
        "parts.html": "{% macro m(x) %}[{{ x }}]{% endmacro %}",
    }
    text = (
        '{% extends "frame.html" %}{% from "parts.html" import m with context %}'
        "{% block a %}{% for t in post.tags %}{{ m(t) }}{{ loop.index }}"
        "{{ ',' if not loop.last }}{% endfor %}"
        '{{ "{n} min"|fill(n=n) }}{% endblock %}'
    )
    assert filled(text, **parts) == "<[x]1,[y]23 min>"


ESCAPES = [
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ [].__class__.__base__.__subclasses__() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum(1) }}",
    "{{ lipsum.__globals__ }}",
    "{{ joiner() }}",
    "{{ dict(a=1) }}",
    "{{ namespace.__init__ }}",
    "{{ range.__class__ }}",
    "{{ title.format(1) }}",
    "{{ title.upper() }}",
    "{{ '{0.__class__}'.format(n) }}",
    "{{ '{0.__class__}'|format(n) }}",
    "{{ '%s' % n }}",
    "{{ title.encode() }}",
    "{{ post.tags.append('z') }}",
    "{{ post.clear() }}",
    "{{ post.tags.__iter__() }}",
    "{{ post.body.__html__() }}",
    "{{ n.__class__ }}",
    "{{ (1).bit_length() }}",
    "{{ title|map('attr', '__class__')|list }}",
    "{{ [title]|selectattr('__class__')|list }}",
    "{{ title|safe }}",
    "{{ [title]|map('safe')|list }}",
    "{% autoescape false %}{{ title }}{% endautoescape %}",
    "{{ title|xmlattr }}",
    "{{ title|pprint }}",
    "{{ title|tojson }}",
    "{% include '/etc/passwd' %}",
    "{% include '../secret.html' %}",
    "{% include 'template.toml' %}",
    "{% import 'os' as os %}",
    "{% do post.clear() %}",
    "{% macro m() %}{% endmacro %}{{ m.__init__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "{% for x in [1] %}{{ loop.__init__ }}{% endfor %}",
    "{% for x in [1] %}{{ loop._iterable }}{% endfor %}",
    "{% block b %}{{ super.__self__ }}{% endblock %}",
    "{{ caller.__code__ }}",
    "{{ undefined_name.__class__ }}",
    "{{ undefined_name }}",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_no_way_out(text):
    with pytest.raises(TemplateError) as caught:
        filled(text)
    assert caught.value.file == "mail.html"
    assert caught.value.message.endswith(".")


def test_attributes_sought_by_a_filter_are_not_found():
    assert "class" not in filled("{{ [title]|map(attribute='__class__')|list }}")


def test_without_the_sandbox_the_first_way_out_is_open():
    assert "object" in Environment().from_string(ESCAPES[0]).render()


@pytest.mark.parametrize(
    "text", ["{{ 9**(9**7) }}", "{{ (1,)*50000000 }}", "{{ 'a'*900000000 }}", "{{ range(900000000)|list }}"]
)
def test_a_bomb_of_one_expression_is_refused_at_once(text):
    with pytest.raises(TemplateError):
        filled(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a'|center(900000000) }}",
        "{{ '{:>900000000}'.format(1) }}",
        "{{ '%900000000d' % 1 }}",
        "{{ 'a'|indent(900000000) }}",
        "{{ [1]|batch(900000000, 0)|list }}",
        "{{ 1|round(900000000, 'ceil') }}",
        "{{ 'a'.ljust(900000000) }}",
        "{{ 'a'|wordwrap(1, true, 'b'*900000000) }}",
    ],
)
def test_filters_and_methods_that_grow_are_not_there(text):
    with pytest.raises(TemplateError):
        filled(text)


def test_an_error_knows_file_and_line_even_in_a_part():
    with pytest.raises(TemplateError) as caught:
        filled('<p>\n{% include "part.html" %}', **{"part.html": "a\nb\n{{ post.titel }}"})
    assert (caught.value.file, caught.value.line) == ("part.html", 3)
    assert "titel" in caught.value.message


def test_a_slip_in_the_syntax_knows_its_line():
    with pytest.raises(TemplateError) as caught:
        filled("a\n{% if %}")
    assert (caught.value.file, caught.value.line) == ("mail.html", 2)


def test_compiling_alone_finds_a_slip_in_any_file():
    with pytest.raises(TemplateError) as caught:
        compiled({"files": {"a.html": "fine", "b.html": "{% endfor %}"}})
    assert caught.value.file == "b.html"


def test_values_other_than_plain_ones_are_refused():
    with pytest.raises(TypeError):
        template({"files": {"mail.html": "x"}, "main": "mail.html", "context": {"x": object()}})
