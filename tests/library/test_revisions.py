"""Kept states are numbered, shown, gone back to."""

from dataclasses import replace

import pytest

from newsletter_app.content.kinds import Status
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.errors import Missing
from newsletter_app.library.reasons import Reason


def test_an_autosave_keeps_no_state_and_a_save_keeps_one(library, clock):
    post = library.items.add(Post(title="One", body="a b")).item
    post = library.items.save(post.with_body("a b c"), keep=False).item
    assert [kept.number for kept in library.revisions.of(post.record.id)] == [1]
    clock.pass_(minutes=1)
    post = library.items.save(post, keep=True).item
    kept = library.revisions.of(post.record.id)
    assert [(state.number, state.words, state.reason) for state in kept] == [
        (2, 3, Reason.SAVED),
        (1, 2, Reason.MADE),
    ]
    assert kept[0].kept == clock()
    assert post.record.revision == 2
    assert library.items.save(post, keep=True).item.record.revision == 2


def test_a_state_is_whole(library):
    post = library.items.add(Post(title="One", tags=("a",), summary="s")).item
    library.items.save(Post(title="Two", record=post.record), keep=True)
    then = library.revisions.at(post.record.id, 1)
    assert (then.title, then.tags, then.summary) == ("One", ("a",), "s")


def test_going_back_is_a_new_state_and_throws_nothing_away(library):
    post = library.items.add(Post(title="One", body="first")).item
    library.items.save(post.with_body("second"), keep=True)
    back = library.revisions.revert(post.record.id, 1)
    assert (back.item.body, back.item.record.revision) == ("first", 3)
    assert back.changes.posts == {post.record.id}
    assert library.revisions.at(post.record.id, 2).body == "second"
    assert library.revisions.of(post.record.id)[0].reason is Reason.REVERTED


def test_an_item_without_a_title_goes_back_and_forth(library):
    post = library.items.begin(Post(body="first", record=Record(id="aaaabbbbcccd"))).item
    library.items.save(replace(post, title="Two", body="second"), keep=True)
    assert library.revisions.revert(post.record.id, 1).item.body == "first"
    assert library.revisions.revert(post.record.id, 2).item.title == "Two"
    assert [state.title for state in library.revisions.of(post.record.id)] == ["Two", "", "Two", ""]


def test_what_was_published_stays_published(library):
    post = library.items.add(Post(title="One", body="first")).item
    out = replace(post, status=Status.PUBLISHED, published_at="https://example.org/one")
    library.items.save(out.with_body("second"), keep=True)
    back = library.revisions.revert(post.record.id, 1).item
    assert (back.body, back.status, back.published_at) == (
        "first",
        Status.PUBLISHED,
        "https://example.org/one",
    )


def test_a_state_that_never_was_is_missing(library):
    post = library.items.add(Post(title="One")).item
    for number in (0, 2, -1):
        with pytest.raises(Missing, match="no revision"):
            library.revisions.at(post.record.id, number)


def test_an_import_says_so(library):
    post = library.items.add(Post(title="One"), origin="f" * 64).item
    assert library.revisions.of(post.record.id)[0].reason is Reason.IMPORTED
