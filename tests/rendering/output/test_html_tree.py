from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.rendering.html_tree import Element, parse, rewrite, serialise, text_of, walk

_TAGS = st.sampled_from(["p", "div", "strong", "a", "li", "td"])
_text = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
_leaf = st.one_of(_text, st.just(Element("br")), st.just(Element("img", (("src", "a&b"), ("alt", '"<x>')))))


def _joined(children):
    made = []
    for child in children:
        if isinstance(child, str) and made and isinstance(made[-1], str):
            made[-1] += child
        else:
            made.append(child)
    return tuple(made)


_tree = st.recursive(
    _leaf,
    lambda inner: st.builds(
        Element, _TAGS, _text.map(lambda value: (("class", value),)), st.lists(inner, max_size=4).map(_joined)
    ),
    max_leaves=20,
)


@settings(max_examples=50, deadline=None)
@given(st.lists(_tree, max_size=4).map(_joined))
def test_what_is_written_is_read_again(nodes):
    assert parse(serialise(nodes)) == nodes


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    again = serialise(parse(text))
    assert serialise(parse(again)) == again


def test_depth_costs_no_recursion_and_loses_no_text():
    nodes = parse("<blockquote>" * 20_000 + "deep" + "</blockquote>" * 20_000 + "after")
    assert text_of(nodes) == "deepafter"
    assert sum(1 for _ in walk(nodes)) <= 120


def test_an_end_that_was_never_begun_is_skipped():
    assert serialise(parse("a</p>b<p>c</div>d")) == "ab<p>cd</p>"


def test_a_rewrite_may_unwrap():
    nodes = rewrite(
        parse("<p>a <span>b <i>c</i></span></p>"),
        lambda node: node.children if node.tag == "span" else (node,),
    )
    assert serialise(nodes) == "<p>a b <i>c</i></p>"
