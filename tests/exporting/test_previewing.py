import pytest

from newsletter_app.content.post import Post
from newsletter_app.rendering.html_tree import Element, parse, serialise, walk


def _blocks(html):
    """Return the inside of each block of a frame."""
    (holder,) = [
        node for node in walk(parse(html)) if any(name == "data-blocks" for name, _ in node.attributes)
    ]
    assert all(child.get("class") == "block" for child in holder.elements)
    return [serialise(child.children) for child in holder.elements]


@pytest.mark.parametrize("view", ["blog", "email"])
@pytest.mark.parametrize("dark", [False, True])
def test_a_frame_is_a_whole_page_with_a_place_for_each_block(view, dark, sample, previewing):
    frame = previewing.frame(sample.post, view, dark=dark, session="a")
    assert "<html" in frame.html
    assert len(_blocks(frame.html)) == len(frame.places)
    assert "<script" not in frame.html
    assert "prefers-color-scheme" not in frame.html
    assert 'src="app://assets/' in frame.html
    assert "asset:" not in frame.html.replace("app://assets/", "")


@pytest.mark.parametrize("view", ["blog", "email"])
def test_a_patched_block_looks_as_in_a_new_frame(view, sample, previewing):
    before = _blocks(previewing.frame(sample.post, view, session="patch").html)
    changed = sample.post.with_body(sample.post.body.replace("thirty", "forty") + "\n\n> [!NOTE]\n> New.\n")
    patch = previewing.update(changed, "patch")
    patched = [*before[: patch.first], *map(_read, patch.added), *before[patch.first + patch.removed :]]
    frame = previewing.frame(changed, view, session="other")
    assert patched == _blocks(frame.html)
    assert patch.places == frame.places


def _read(html):
    return serialise(parse(html))


def test_a_session_that_was_never_shown_gets_all_blocks(sample, previewing):
    patch = previewing.update(sample.short, "never shown")
    assert patch.first == 0
    assert len(patch.added) == len(patch.places) == 2


def test_pictures_and_snippets_named_while_typing_are_found(sample, previewing):
    post = Post(title="T", body="Text")
    previewing.frame(post, "blog", session="typing")
    patch = previewing.update(
        post.with_body(f"Text\n\n![a](asset:{sample.post.cover})\n\n{{{{snippet:contact}}}}"), "typing"
    )
    html = "".join(patch.added)
    assert f"app://assets/{sample.post.cover}.png" in html
    assert "020 7946 0000" in html


def test_what_is_still_to_be_done_is_shown(sample, previewing):
    html = previewing.frame(sample.post, "blog", session="b").html
    assert 'class="lost-link"' in html
    assert "A photo that was lost" in html


@pytest.mark.parametrize("view", ["blog", "email", "text"])
@pytest.mark.parametrize("dark", [False, True])
def test_newsletters_are_shown_in_every_view(view, dark, sample, previewing):
    frame = previewing.frame(sample.newsletter, view, dark=dark)
    assert "A first meeting" in frame.html
    assert "asset:" not in frame.html.replace("app://assets/", "")


def test_text_is_shown_as_it_is_exported(sample, previewing, exporting):
    (pre,) = [node for node in walk(parse(previewing.frame(sample.post, "text").html)) if node.tag == "pre"]
    assert isinstance(pre, Element)
    assert "".join(map(str, pre.children)) == exporting.page(sample.post, "text").text


def test_dark_and_light_differ(sample, previewing):
    for view in ("blog", "email", "text"):
        assert previewing.frame(sample.post, view, dark=True).html != previewing.frame(sample.post, view).html


def test_a_template_of_another_family_gives_way_to_the_usual_one(sample, previewing):
    assert previewing.frame(sample.post, "blog", template="letter") == previewing.frame(sample.post, "blog")
