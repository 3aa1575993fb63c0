"""Whatever is done to a library, in whatever order, it holds what a plain model holds."""

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from newsletter_app.content.post import Post
from newsletter_app.errors import Conflict
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.query import Query

TORTURE = bool(os.environ.get("NEWSLETTER_TORTURE"))
TITLES = st.sampled_from(["Alpha", "Beta", "Gamma report", "Δ"])
BODIES = st.sampled_from(["", "one word", "two *words* here", "zwölf"])
TAGS = st.lists(st.sampled_from(["news", "safety", "groups"]), max_size=2, unique=True).map(tuple)


class LibraryModel(RuleBasedStateMachine):
    """Keeps beside the library a dict of what it should hold: item, kept states, in the bin or not."""

    posts = Bundle("posts")
    blank: Path

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        shutil.copytree(self.blank, self.folder / "library")
        self.library = self._opened()
        self.now: dict[str, Post] = {}
        self.kept: dict[str, list[Post]] = {}
        self.bin: set[str] = set()

    def _opened(self):
        return open_library(self.folder / "library", clean_picture, make=False)

    def teardown(self) -> None:
        if hasattr(self, "library"):
            assert self.library.upkeep.check() == ()
            self.library.close()
            shutil.rmtree(self.folder)

    @rule(target=posts, title=TITLES, body=BODIES, tags=TAGS)
    def add(self, title, body, tags):
        post = self.library.items.add(Post(title=title, body=body, tags=tags)).item
        self.now[post.record.id] = post
        self.kept[post.record.id] = [post]
        return post.record.id

    @rule(post_id=posts, title=TITLES, body=BODIES, tags=TAGS, keep=st.booleans())
    def edit(self, post_id, title, body, tags, keep):
        if post_id in self.bin:
            return
        before = self.now[post_id]
        edited = replace(before, title=title, body=body, tags=tags)
        saved = self.library.items.save(edited, keep=keep)
        says_new = replace(edited, record=self.kept[post_id][-1].record) != self.kept[post_id][-1]
        assert bool(saved.changes) == (edited != before or (keep and says_new))
        assert replace(saved.item, record=before.record) == edited
        self.now[post_id] = saved.item
        if keep and says_new:
            self.kept[post_id].append(saved.item)

    @rule(post_id=posts, body=BODIES)
    def edit_an_old_version(self, post_id, body):
        now = self.now[post_id]
        old = replace(now, body=body, record=replace(now.record, version=now.record.version - 1))
        with pytest.raises(Conflict):
            self.library.items.save(old, keep=False)

    @rule(post_id=posts)
    def delete(self, post_id):
        changes = self.library.items.delete(post_id)
        assert bool(changes) == (post_id not in self.bin)
        self.bin.add(post_id)
        self._read_again(post_id)

    @rule(post_id=posts)
    def undelete(self, post_id):
        self.library.items.undelete(post_id)
        self.bin.discard(post_id)
        self._read_again(post_id)

    def _read_again(self, post_id):
        found = self.library.items.get(post_id)
        assert replace(found, record=self.now[post_id].record) == self.now[post_id]
        assert (found.record.id, found.record.slug) == (post_id, self.now[post_id].record.slug)
        self.now[post_id] = found

    @rule(post_id=posts, chance=st.floats(0, 0.999))
    def revert(self, post_id, chance):
        if post_id in self.bin:
            return
        number = int(chance * len(self.kept[post_id])) + 1
        self._keep_what_is_not(post_id)
        item = self.library.revisions.revert(post_id, number).item
        assert replace(item, record=self.now[post_id].record) == replace(
            self.kept[post_id][number - 1], record=self.now[post_id].record
        )
        if replace(item, record=self.kept[post_id][-1].record) != self.kept[post_id][-1]:
            self.kept[post_id].append(item)
        self.now[post_id] = item

    def _keep_what_is_not(self, post_id):
        now, last = self.now[post_id], self.kept[post_id][-1]
        if replace(now, record=last.record) != last:
            self.kept[post_id].append(now)

    @rule(post_id=posts)
    def look_at_every_state(self, post_id):
        numbers = [state.number for state in self.library.revisions.of(post_id)]
        assert numbers == list(range(len(self.kept[post_id]), 0, -1))
        for number, kept in enumerate(self.kept[post_id], 1):
            assert replace(self.library.revisions.at(post_id, number), record=kept.record) == kept

    @rule()
    def open_again(self):
        self.library.close()
        self.library = self._opened()

    @invariant()
    def it_holds_what_the_model_holds(self):
        if not hasattr(self, "library"):
            return
        listed = {post.record.id: post for post in self.library.items.all()}
        assert listed == {post_id: post for post_id, post in self.now.items() if post_id not in self.bin}
        assert {card.id for card in self.library.items.cards(Query(deleted=True))} == self.bin
        for word in ("one", "zwolf", "alp"):
            found = {card.id for card in self.library.items.cards(Query(words=word))}
            assert found == {key for key, post in listed.items() if _has(post, word)}
        for tag, number in self.library.items.tags():
            assert number == sum(tag in post.tags for post in listed.values())


def _has(post: Post, word: str) -> bool:
    return any(
        part.startswith(word) for part in f"{post.title} {post.body}".lower().replace("ö", "o").split()
    )


def test_random_steps_equal_the_model(blank):
    LibraryModel.blank = blank
    machine = LibraryModel.TestCase
    machine.settings = settings(
        max_examples=200 if TORTURE else 8, stateful_step_count=50 if TORTURE else 25, deadline=None
    )
    machine().runTest()
