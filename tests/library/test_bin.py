"""What was deleted can be had back, until somebody lets it go; no clock empties the bin."""

import datetime as dt
import hashlib
import itertools
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from newsletter_app.content.brand import Brand
from newsletter_app.content.kinds import Kind
from newsletter_app.content.newsletter import Newsletter, PostEntry
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.errors import LibraryError, Missing, NotNow
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.query import Query
from newsletter_app.library.versions import SCHEMA_VERSION

NUMBERS = itertools.count()


def picture(library, colour="red"):
    data = BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "PNG")
    return library.assets.add(data.getvalue(), f"{colour}.png", alt=colour).item


def deleted(library, title="Gone"):
    post = library.items.add(Post(title=title, body="words of mine", tags=("news",))).item
    library.items.delete(post.record.id)
    return post.record.id


def use(library, clock, days, **step):
    """Let the library be written to on so many days."""
    for number in range(days):
        clock.pass_(**(step or {"days": 1}))
        library.items.add(Post(title=f"Day {number}"))


def test_what_was_deleted_last_is_told_whatever_the_clock_says_also_after_a_restart(library, folder, clock):
    deleted(library, "First")
    clock.pass_(days=-3652)
    second = deleted(library, "Second")
    library.close()
    with open_library(folder, clean_picture, make=False, now=clock) as again:
        assert again.bin.newest().title == "Second"
        again.items.undelete(second)
        assert again.bin.newest().title == "First"


def test_what_lost_its_place_in_the_order_is_still_found(library):
    first, second = deleted(library, "First"), deleted(library, "Second")
    with library._database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM binned WHERE number = (SELECT max(number) FROM binned)")
    assert (library.bin.newest().record.id, library.bin.size()) == (first, 2)
    library.items.undelete(first)
    assert library.bin.newest().record.id == second


def test_an_empty_bin_has_nothing_newest(library):
    assert library.bin.newest() is None


def test_what_was_deleted_has_its_time_after_thirty_days_of_use(library, clock):
    item_id = deleted(library)
    use(library, clock, 29)
    assert library.bin.had_their_time() == ()
    use(library, clock, 1)
    assert library.bin.had_their_time() == (item_id,)


def test_a_month_without_use_is_no_time(library, clock):
    deleted(library)
    clock.pass_(days=400)
    assert library.bin.had_their_time() == ()


@pytest.mark.parametrize("years", [10, -10])
def test_a_jump_of_ten_years_gives_nothing_its_time(library, clock, years):
    deleted(library)
    clock.pass_(days=365 * years)
    library.items.add(Post(title="After the jump"))
    assert library.bin.had_their_time() == ()
    clock.pass_(days=-365 * years)
    library.items.add(Post(title="After the jump back"))
    assert library.bin.had_their_time() == ()


def test_a_clock_that_flaps_counts_two_days_and_not_many(library, clock):
    deleted(library)
    for number in range(60):
        clock.pass_(days=4000 if number % 2 else -4000)
        library.items.add(Post(title="Flap"))
    clock.pass_(days=40)
    library.items.add(Post(title="Later"))
    assert library.bin.had_their_time() == ()


def test_days_that_a_wrong_clock_ran_through_count_for_nothing_once_it_is_right_again(library, clock):
    deleted(library)
    use(library, clock, 40)
    clock.pass_(days=-40)
    assert library.bin.had_their_time() == ()


def test_what_was_deleted_while_the_clock_was_wrong_still_gets_its_time(library, clock):
    clock.pass_(days=3652)
    item_id = deleted(library)
    clock.pass_(days=-3652)
    use(library, clock, 30)
    assert library.bin.had_their_time() == (item_id,)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([0.02, 1, 3652, -3652, -1]), max_size=29))
def test_fewer_than_thirty_steps_of_whatever_kind_give_nothing_its_time(library, clock, steps):
    item_id = deleted(library)
    with library.together():  # for speed: it is the stamps that count
        for days in steps:
            clock.moment = max(clock.moment + dt.timedelta(days=days), dt.datetime(1980, 1, 1, tzinfo=dt.UTC))
            library.items.add(Snippet(name=f"used-{next(NUMBERS)}"))
    assert item_id not in library.bin.had_their_time()


def test_dropping_takes_revisions_tags_and_words_along(library, folder):
    item_id = deleted(library)
    changes = library.bin.drop([item_id])
    assert changes.posts == {item_id}
    with pytest.raises(Missing):
        library.items.get(item_id)
    assert library.items.cards(Query(deleted=True)) == ()
    assert library.items.tags() == ()
    assert library.upkeep.check() == ()
    with library._database.reading() as connection:
        for table in ("revision", "tag", "binned"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_only_what_lies_in_the_bin_can_be_dropped_and_all_or_nothing(library):
    item_id = deleted(library)
    there = library.items.add(Post(title="There")).item.record.id
    with pytest.raises(NotNow, match="“There” is not in the bin"):
        library.bin.drop([item_id, there])
    assert library.items.get(item_id)
    with pytest.raises(Missing):
        library.bin.drop(["never-was"])


def test_emptying_makes_a_backup_first_and_leaves_what_is_outside(library):
    gone, there = deleted(library), library.items.add(Post(title="There")).item.record.id
    library.items.add(Snippet(name="contact", body="x"))
    assert library.bin.empty().posts == {gone}
    assert library.items.counts().deleted == 0
    assert library.items.get(there)
    assert [kept.reason for kept in library.backups.kept()] == ["before-emptying"]
    assert library.bin.empty().ids == frozenset()


def test_nothing_is_emptied_where_the_backup_cannot_be_made(library, folder):
    item_id = deleted(library)
    (folder / "backups").rmdir()
    (folder / "backups").write_bytes(b"in the way")
    with pytest.raises(LibraryError):
        library.bin.empty()
    assert library.items.get(item_id)


def test_a_name_is_free_again_once_its_item_is_dropped(library):
    first = library.items.add(Snippet(name="contact", body="x")).item
    library.items.delete(first.record.id)
    library.bin.drop([first.record.id])
    assert library.items.add(Snippet(name="contact", body="y")).item.name == "contact"


@pytest.mark.parametrize("use_of", ["body", "short", "cover", "snippet", "newsletter", "brand"])
def test_a_picture_that_something_outside_uses_stays(library, use_of):
    used = picture(library)
    sha = used.sha256
    add = library.items.add
    match use_of:
        case "body":
            add(Post(title="A", body=f"![x](asset:{sha.upper()})"))
        case "short":
            add(Post(title="A", body=f"![x](asset:{sha[:12]})"))
        case "cover":
            add(Post(title="A", cover=sha))
        case "snippet":
            add(Snippet(name="a", body=f"![x](asset:{sha[:20]})"))
        case "newsletter":
            add(Newsletter(title="N", introduction=f"![x](asset:{sha})"))
        case "brand":
            library.brand.save(replace(Brand(), logo=sha))
    other = picture(library, "blue")
    for each in (used, other):
        library.items.delete(each.record.id)
    assert library.bin.empty().assets == {other.record.id}
    assert library.assets.by_sha(sha)
    library.bin.drop([used.record.id])  # by name it goes all the same
    with pytest.raises(Missing):
        library.assets.by_sha(sha)


def test_a_newsletter_whose_post_is_gone_can_still_be_read(library):
    gone = deleted(library)
    news = library.items.add(Newsletter(title="N", entries=(PostEntry(gone),))).item
    library.bin.drop([gone])
    assert library.items.get(news.record.id).posts == (gone,)
    assert library.upkeep.check() == ()


# compacting


def test_compacting_thins_drops_removes_and_says_so(library, folder, clock):
    post = library.items.add(Post(title="Often", body="0")).item
    for number in range(30):
        post = library.items.save(post.with_body(f"{number} " * 500), keep=True).item
    with library._database.writing() as connection:  # as an older program left it, which thinned nothing
        connection.exec_driver_sql(
            "INSERT INTO revision "
            "SELECT item, number + 100, kept, reason, title, words, content FROM revision"
        )
        connection.exec_driver_sql("UPDATE item SET revision = revision + 100")
    lost = picture(library)
    for each in (lost.record.id, deleted(library)):
        library.items.delete(each)
    library.bin.drop([lost.record.id])
    (folder / "assets" / "notes.txt").write_text("mine")
    use(library, clock, 31)
    clock.moment = library.items.get(post.record.id).record.modified + dt.timedelta(days=31)
    done = library.compacting.compact()
    assert (done.items, done.pictures) == (1, 1)
    assert done.revisions > 15
    assert done.freed > 0
    assert library.upkeep.info().size == done.size
    assert sorted(file.name for file in (folder / "assets").iterdir()) == ["notes.txt"]
    assert library.upkeep.check() == ()
    assert [card.id for card in library.items.cards(Query(words="Often"))] == [post.record.id]
    again = library.compacting.compact()
    assert (again.revisions, again.items, again.pictures) == (0, 0, 0)


def test_a_picture_that_a_backup_names_stays_until_none_does(library, folder):
    lost = picture(library)
    library.items.delete(lost.record.id)
    library.bin.empty()  # the backup before it names the picture
    assert library.compacting.compact().pictures == 0
    assert hashlib.sha256((folder / "assets" / lost.file_name).read_bytes()).hexdigest() == lost.sha256
    for kept in library.backups.kept():
        kept.file.unlink()
    assert library.compacting.compact().pictures == 1
    assert not (folder / "assets" / lost.file_name).exists()


def test_compacting_leaves_what_is_outside_the_bin_or_not_long_in_it(library, clock):
    used, fresh = picture(library), deleted(library)
    use(library, clock, 5)
    before = {item.record.id: item for item in library.items.all()}
    done = library.compacting.compact()
    assert (done.items, done.pictures) == (0, 0)
    assert {item.record.id: item for item in library.items.all()} == before
    assert library.items.get(fresh)
    assert library.assets.data(used.sha256)


def test_words_that_were_dropped_are_nowhere_in_the_file_once_it_is_compacted(library, folder):
    secret = library.items.add(Post(title="Gone", body="quercusrubra")).item.record.id
    library.items.delete(secret)
    library.bin.drop([secret])
    library.compacting.compact()
    held = b"".join(file.read_bytes() for file in folder.glob("library.sqlite*"))
    assert b"quercusrubra" not in held


def test_a_library_that_cannot_be_written_is_told(library, folder):
    library.close()
    (folder / "library.sqlite").chmod(0o600)
    (folder / "library.sqlite").rename(folder / "elsewhere.sqlite")
    with pytest.raises(LibraryError):
        library.compacting.compact()


def test_what_was_sent_stays_in_its_sending(tmp_path):
    shutil.copytree(Path(__file__).parent / "fixtures" / f"schema-{SCHEMA_VERSION}", tmp_path / "library")
    with open_library(tmp_path / "library", clean_picture, make=False) as library:
        newsletter = library.items.find("march", Kind.NEWSLETTER).record.id
        run = library.runs.newest()
        content = library.runs.content(run.id)
        library.items.delete(newsletter)
        library.bin.drop([newsletter])
        assert library.runs.newest() == run
        assert library.runs.content(run.id) == content
        assert library.upkeep.check() == ()
