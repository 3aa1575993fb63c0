"""Items are taken in, changed, found, put into the bin."""

import datetime as dt
import threading
from dataclasses import replace

import pytest

from newsletter_app.content.changes import Changes
from newsletter_app.content.fingerprint import fingerprint
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.newsletter import (
    ButtonEntry,
    DividerEntry,
    HeadingEntry,
    Newsletter,
    PostEntry,
    Shown,
    TextEntry,
)
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.content.snippet import Snippet
from newsletter_app.errors import Ambiguous, Conflict, ContentError, Missing
from newsletter_app.library.query import Query

FULL = Post(
    title="Outcomes",
    body="Eight points.",
    summary="In short",
    byline="A. Writer",
    tags=("News", "Groups"),
    cover="c" * 64,
    language="cy",
    status=Status.READY,
    content_note="Talks about harm.",
    date=dt.date(2026, 2, 1),
    published_at="https://example.org/outcomes",
)
EDITION = Newsletter(
    title="March",
    subject="News in March",
    preview_text="Two posts",
    introduction="Dear all,",
    entries=(
        PostEntry("abcdefghijkl", Shown.FULL),
        HeadingEntry("More"),
        TextEntry("*Own* words"),
        ButtonEntry("Join", "https://example.org"),
        DividerEntry(),
    ),
    options=(("accent", "blue"), ("cards", "2")),
    tags=("News",),
    date=dt.date(2026, 3, 1),
)


def titles(library, **query):
    return [card.title for card in library.items.cards(Query(**query))]


@pytest.mark.parametrize("item", [FULL, EDITION, Snippet("contact", "Ring us.")])
def test_an_item_comes_back_as_it_was_given(library, item):
    saved = library.items.add(item)
    back = library.items.get(saved.item.record.id)
    assert back == saved.item
    assert replace(back, record=item.record) == item
    assert back.record.version == back.record.revision == 1
    assert saved.changes == Changes.of(item.kind, back.record.id)


def test_a_change_says_which_item_differs_and_counts_the_version(library):
    post = library.items.add(Post(title="One")).item
    saved = library.items.save(post.with_body("more"), keep=False)
    assert saved.changes.posts == {post.record.id}
    assert (saved.item.record.version, saved.item.record.revision) == (2, 1)


def test_saving_what_is_there_already_changes_nothing(library):
    post = library.items.add(Post(title="One")).item
    for keep in (False, True):
        saved = library.items.save(post, keep=keep)
        assert not saved.changes
        assert saved.item == post


def test_an_older_version_never_overwrites_a_newer_one(library):
    post = library.items.add(Post(title="One")).item
    library.items.save(post.with_body("theirs"), keep=False)
    with pytest.raises(Conflict, match="One"):
        library.items.save(post.with_body("mine"), keep=False)
    assert library.items.get(post.record.id).body == "theirs"


def test_a_version_that_was_put_into_the_bin_elsewhere_is_a_conflict(library):
    post = library.items.add(Post(title="One")).item
    library.items.delete(post.record.id)
    with pytest.raises(Conflict):
        library.items.save(post.with_body("mine"), keep=False)
    with pytest.raises(Missing, match="bin"):
        library.items.save(library.items.get(post.record.id).with_body("mine"), keep=False)


def test_ten_threads_that_edit_lose_nothing(library):
    post_id = library.items.add(Post(title="Counted")).item.record.id

    def edit(name: int) -> None:
        for number in range(10):
            while True:
                post = library.items.get(post_id)
                try:
                    library.items.save(post.with_body(f"{post.body} {name}.{number}"), keep=False)
                    break
                except Conflict:
                    continue

    threads = [threading.Thread(target=edit, args=(name,)) for name in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    words = library.items.get(post_id).body.split()
    assert sorted(words) == sorted(f"{name}.{number}" for name in range(5) for number in range(10))


@pytest.mark.parametrize("item", [Post(title=" \n"), Newsletter()])
def test_a_post_and_a_newsletter_need_a_title_once_they_are_kept(library, item):
    with pytest.raises(ContentError, match="needs a title"):
        library.items.add(item)
    assert library.items.counts().posts == library.items.counts().newsletters == 0


def test_a_person_may_be_between_two_titles(library):
    post = library.items.add(Post(title="One")).item
    between = library.items.save(replace(post, title=""), keep=False).item
    assert between.title == ""
    with pytest.raises(ContentError, match="A post needs a title"):
        library.items.save(between, keep=True)


def test_a_status_of_the_other_kind_is_refused(library):
    with pytest.raises(ContentError, match="sent"):
        library.items.add(Post(title="x", status=Status.SENT))
    with pytest.raises(ContentError, match="published"):
        library.items.add(Newsletter(title="x", status=Status.PUBLISHED))


def test_control_characters_never_get_in(library):
    post = library.items.add(
        Post(title="A\x00B\nC", body="a\x00b\r\nc\x1b", tags=("x\x07 y", "X Y", ""))
    ).item
    assert (post.title, post.body, post.tags) == ("AB C", "ab\nc", ("x y",))


def test_a_slug_follows_the_title_until_the_post_is_published(library):
    post = library.items.add(Post(title="First title")).item
    assert post.record.slug == "first-title"
    post = library.items.save(replace(post, title="Second title"), keep=True).item
    assert post.record.slug == "second-title"
    post = library.items.save(replace(post, status=Status.PUBLISHED, title="Third title"), keep=True).item
    assert post.record.slug == "third-title"
    post = library.items.save(replace(post, status=Status.DRAFT, title="Fourth title"), keep=True).item
    assert post.record.slug == "third-title"


def test_two_items_of_a_kind_never_share_a_slug(library):
    slugs = [library.items.add(Post(title="Same")).item.record.slug for _ in range(3)]
    assert slugs == ["same", "same-2", "same-3"]
    assert library.items.add(Newsletter(title="Same")).item.record.slug == "same"


def test_a_slug_that_is_brought_along_is_kept_while_the_title_stays(library):
    post = library.items.add(Post(title="A long title", record=Record(slug="short"))).item
    assert post.record.slug == "short"
    assert library.items.save(post.with_body("x"), keep=True).item.record.slug == "short"


def test_a_deleted_item_comes_back_with_its_id_and_slug(library):
    post = library.items.add(FULL).item
    assert library.items.delete(post.record.id).posts == {post.record.id}
    assert titles(library) == []
    assert titles(library, deleted=True) == ["Outcomes"]
    assert library.items.tags() == ()
    assert library.items.add(Post(title="Outcomes")).item.record.slug == "outcomes-2"
    library.items.undelete(post.record.id)
    back = library.items.get(post.record.id)
    assert replace(back, record=post.record) == post
    assert back.record.slug == "outcomes"
    assert library.items.tags() == (("Groups", 1), ("News", 1))


def test_deleting_twice_changes_nothing_more(library):
    post = library.items.add(Post(title="One")).item
    library.items.delete(post.record.id)
    assert not library.items.delete(post.record.id)


def test_a_duplicate_is_a_draft_of_its_own(library):
    published = library.items.add(replace(FULL, status=Status.PUBLISHED)).item
    copy = library.items.duplicate(published.record.id).item
    assert copy.title == "Outcomes (copy)"
    assert (copy.status, copy.published_at, copy.body) == (Status.DRAFT, "", FULL.body)
    assert copy.record.id != published.record.id
    snippet = library.items.add(Snippet("contact", "x")).item
    assert library.items.duplicate(snippet.record.id).item.name == "contact-2"


def test_an_item_is_found_by_id_slug_and_the_beginning_of_its_id(library):
    post = library.items.add(Post(title="The report")).item
    for reference in (post.record.id, "the-report", post.record.id[:4], f" {post.record.id.upper()} "):
        assert library.items.find(reference) == post
    with pytest.raises(Missing):
        library.items.find(post.record.id[:3])


def test_a_name_that_is_nearly_right_is_answered_with_the_right_one(library):
    library.items.add(Post(title="Outcomes of the group"))
    with pytest.raises(Missing) as caught:
        library.items.find("outcomes-of-teh-group")
    assert "outcomes-of-the-group" in caught.value.hint
    with pytest.raises(Missing, match="no newsletter"):
        library.items.find("outcomes-of-the-group", Kind.NEWSLETTER)


def test_a_name_that_is_in_the_bin_is_said_to_be_there(library):
    post = library.items.add(Post(title="Gone")).item
    library.items.delete(post.record.id)
    with pytest.raises(Missing) as caught:
        library.items.find("gone")
    assert "bin" in caught.value.hint
    assert library.items.find("gone", in_bin=True).record.id == post.record.id


def test_a_name_that_fits_several_lists_them(library):
    post = library.items.add(Post(title="Spring")).item
    newsletter = library.items.add(Newsletter(title="Spring")).item
    with pytest.raises(Ambiguous) as caught:
        library.items.find("spring")
    for part in (post.record.id, newsletter.record.id, "post “Spring”", "newsletter “Spring”"):
        assert part in caught.value.message
    assert library.items.find("spring", Kind.POST) == post


@pytest.mark.parametrize("name", ["", "Big", "two words", "a" * 61, "-x", "ü"])
def test_a_snippet_with_a_name_nobody_could_write_is_refused(library, name):
    with pytest.raises(ContentError, match="snippet"):
        library.items.add(Snippet(name, "x"))


def test_a_snippet_goes_by_its_name_alone(library):
    contact = library.items.add(Snippet("contact", "Ring us.")).item
    assert library.items.snippet("contact") == contact
    with pytest.raises(ContentError, match="already"):
        library.items.add(Snippet("contact", "Other"))
    renamed = library.items.save(replace(contact, name="ring"), keep=True).item
    assert library.items.snippet("ring") == renamed
    with pytest.raises(Missing):
        library.items.snippet("contact")


def test_newest_first_goes_by_date_then_by_time_of_making(library, clock):
    library.items.add(Post(title="undated in March"))
    clock.pass_(hours=1)
    library.items.add(Post(title="dated in January", date=dt.date(2026, 1, 5)))
    clock.pass_(hours=1)
    last = library.items.add(Post(title="undated later")).item
    assert titles(library) == ["undated later", "undated in March", "dated in January"]
    moved = library.items.save(replace(last, date=dt.date(2026, 1, 1)), keep=True).item
    assert titles(library) == ["undated in March", "dated in January", "undated later"]
    library.items.save(replace(moved, date=None), keep=True)
    assert titles(library) == ["undated later", "undated in March", "dated in January"]


def test_what_is_made_at_one_moment_still_has_an_order(library):
    for number in range(5):
        library.items.add(Post(title=str(number)))
    assert titles(library) == ["4", "3", "2", "1", "0"]


def test_an_import_keeps_the_order_of_its_file(library, clock):
    library.items.add(Post(title="older"))
    clock.pass_(microseconds=2)
    below = ""
    with library.together():
        for number in range(12):
            below = library.items.add(
                Post(title=str(number)), origin=f"f{number}", below=below
            ).item.record.id
    clock.pass_(seconds=1)
    library.items.add(Post(title="newer"))
    assert titles(library) == ["newer", *(str(number) for number in range(12)), "older"]
    assert library.upkeep.check() == ()


def test_many_may_stand_below_the_same_item(library):
    upper = library.items.add(Post(title="upper")).item.record.id
    for number in range(30):
        library.items.add(Post(title=str(number)), below=upper)
    assert titles(library) == ["upper", *(str(number) for number in reversed(range(30)))]
    assert titles(library, words="17") == ["17"]
    assert library.upkeep.check() == ()


def test_what_was_imported_is_known_again_even_after_an_edit(library):
    mark = fingerprint("Title", "Body")
    post = library.items.add(Post(title="Title", body="Body"), origin=mark).item
    library.items.save(post.with_body("Edited"), keep=True)
    assert library.items.same_as(mark) == (post.record.id,)
    assert library.items.same_as(fingerprint("title", "EDITED!")) == (post.record.id,)
    assert library.items.same_as(fingerprint("other", "")) == library.items.same_as("") == ()


def test_all_and_counts_go_by_kind_status_and_tag(library):
    library.items.add(FULL)
    library.items.add(Post(title="Draft", tags=("news",)))
    library.items.add(EDITION)
    library.items.delete(library.items.add(Post(title="Gone")).item.record.id)
    assert {item.title for item in library.items.all(tag="NEWS")} == {"Outcomes", "Draft", "March"}
    assert [item.title for item in library.items.all(Kind.POST, Status.READY)] == ["Outcomes"]
    counts = library.items.counts()
    assert (counts.posts, counts.newsletters, counts.deleted) == (2, 1, 1)
    assert counts.of(Kind.POST, Status.DRAFT) == 1
    assert dict(library.items.tags()) == {"Groups": 1, "News": 3}


def test_what_is_done_together_counts_wholly_or_not_at_all(library):
    def fail() -> None:
        with library.together():
            library.items.add(Post(title="One"))
            library.items.add(Post(title=""))

    with pytest.raises(ContentError):
        fail()
    assert library.items.counts().posts == 0
    with library.together():
        one = library.items.add(Post(title="One")).item
        assert library.items.get(one.record.id) == one
    assert library.items.counts().posts == 1


def test_an_unknown_id_is_missing_everywhere(library):
    for call in (
        library.items.get,
        library.items.delete,
        library.items.undelete,
        library.items.duplicate,
        library.revisions.of,
    ):
        with pytest.raises(Missing):
            call("aaaaaaaaaaaa")
    with pytest.raises(Missing):
        library.items.save(Post(title="x"), keep=False)
