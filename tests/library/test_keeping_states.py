"""A state is kept for a reason, once; what went out stays however old it is."""

from dataclasses import replace

import pytest

from newsletter_app.content.kinds import Status
from newsletter_app.content.newsletter import Newsletter, PostEntry
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.errors import Missing
from newsletter_app.library.reasons import Reason, reason_words
from newsletter_app.rendering.going_out import going_out


def reasons(library, item):
    return [(kept.number, kept.reasons) for kept in library.revisions.of(item.record.id)]


def written(library, item, count, start=0):
    for number in range(count):
        item = library.items.save(item.with_body(f"words {start + number}"), keep=True).item
    return item


def test_what_was_only_autosaved_is_kept_for_its_reason_once(library):
    post = library.items.add(Post(title="One", body="a")).item
    post = library.items.save(post.with_body("b"), keep=False).item
    for _again in range(2):
        library.revisions.keep([post.record.id], Reason.EXPORTED)
    assert reasons(library, post) == [(2, (Reason.EXPORTED,)), (1, (Reason.MADE,))]
    assert library.revisions.at(post.record.id, 2).body == "b"


def test_keeping_leaves_the_version_as_it_is(library):
    post = library.items.add(Post(title="One", body="a")).item
    post = library.items.save(post.with_body("b"), keep=False).item
    library.revisions.keep([post.record.id], Reason.SENT)
    saved = library.items.save(post.with_body("c"), keep=True).item  # no Conflict
    assert (saved.record.version, saved.record.revision) == (post.record.version + 1, 3)


def test_what_is_kept_already_is_marked_with_what_became_of_it(library):
    post = library.items.add(Post(title="One", body="a")).item
    library.revisions.keep([post.record.id], Reason.EXPORTED)
    library.revisions.keep([post.record.id], Reason.SENT)
    library.revisions.keep([post.record.id], Reason.LEFT)
    (kept,) = library.revisions.of(post.record.id)
    assert (kept.reason, set(kept.uses)) == (Reason.MADE, {Reason.EXPORTED, Reason.SENT})
    assert reason_words(kept.reasons) == "made, exported, sent"


def test_going_back_keeps_what_was_only_autosaved(library):
    post = library.items.add(Post(title="One", body="first")).item
    library.items.save(post.with_body("never kept"), keep=False)
    back = library.revisions.revert(post.record.id, 1).item
    assert (back.body, back.record.revision) == ("first", 3)
    assert library.revisions.at(post.record.id, 2).body == "never kept"
    assert reasons(library, post) == [
        (3, (Reason.REVERTED,)),
        (2, (Reason.BEFORE_REVERT,)),
        (1, (Reason.MADE, Reason.SOURCE)),
    ]


def test_the_first_published_state_is_marked_and_later_ones_are_not(library):
    post = library.items.add(Post(title="One", body="a")).item
    post = library.items.save(replace(post, status=Status.PUBLISHED), keep=True).item
    post = library.items.save(post.with_body("b"), keep=True).item
    assert reasons(library, post) == [
        (3, (Reason.SAVED,)),
        (2, (Reason.SAVED, Reason.PUBLISHED)),
        (1, (Reason.MADE,)),
    ]


@pytest.mark.parametrize("reason", [Reason.EXPORTED, Reason.SENT])
def test_what_went_out_is_never_thinned(library, reason):
    post = written(library, library.items.add(Post(title="One", body="a")).item, 5)
    library.revisions.keep([post.record.id], reason)
    written(library, library.items.get(post.record.id), 60, start=5)
    numbers = [kept.number for kept in library.revisions.of(post.record.id)]
    assert numbers == [*range(66, 46, -1), 6, 1]  # all within one hour: else the newest 20 and the first


def test_a_number_that_was_gone_back_to_is_never_thinned(library):
    post = written(library, library.items.add(Post(title="One", body="a")).item, 5)
    post = library.revisions.revert(post.record.id, 3).item
    written(library, post, 60, start=5)
    assert [kept.number for kept in library.revisions.of(post.record.id)][-2:] == [3, 1]


def test_going_back_to_the_oldest_of_twenty_works_when_that_adds_two(library):
    post = written(library, library.items.add(Post(title="One", body="a")).item, 30)
    library.items.save(post.with_body("never kept"), keep=False)
    oldest = library.revisions.of(post.record.id)[19]
    assert library.revisions.revert(post.record.id, oldest.number).item.body == f"words {oldest.number - 2}"


def test_a_number_that_was_thinned_out_is_told_from_one_that_never_was(library):
    post = written(library, library.items.add(Post(title="One", body="a")).item, 40)
    with pytest.raises(Missing, match=r"Revision 7 of it is no longer there.* There are: 1, 22, 23") as told:
        library.revisions.at(post.record.id, 7)
    assert "41" in told.value.hint
    with pytest.raises(Missing, match="There is no revision 77 of it"):
        library.revisions.at(post.record.id, 77)
    assert library.upkeep.check() == ()


def test_numbers_are_never_used_again(library):
    post = written(library, library.items.add(Post(title="One", body="a")).item, 40)
    assert post.record.revision == 41
    assert written(library, post, 1, start=99).record.revision == 42


def test_a_newsletter_goes_out_with_its_posts_and_their_snippets(library):
    add = library.items.add
    inner = add(Snippet(name="inner", body="x")).item
    outer = add(Snippet(name="outer", body="{{snippet:inner}}\n\n{{snippet:outer}}\n\n{{snippet:lost}}")).item
    post = add(Post(title="One", body="{{snippet:outer}}")).item
    binned = add(Post(title="Two", body="b")).item
    library.items.delete(binned.record.id)
    entries = (PostEntry(post.record.id), PostEntry(binned.record.id), PostEntry("never-was"))
    news = add(Newsletter(title="News", entries=entries)).item
    found = going_out(news, library.items)
    assert set(found) == {each.record.id for each in (news, post, outer, inner)}


def test_a_reason_nobody_knows_is_read_as_saved(library):
    post = library.items.add(Post(title="One", body="a")).item
    with library._database.writing() as connection:
        connection.exec_driver_sql("UPDATE revision SET reason = 'of a newer program'")
    assert reasons(library, post) == [(1, (Reason.SAVED,))]
