"""Whatever is typed on the command line, in whatever order, the library says what a plain model says.

Random edits, deletes, undos, redos, reverts, duplicates, imports and exports; each step is a run of the
program that opens the library anew.
"""

import contextlib
import io
import json
import os
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from newsletter_app import cli

TORTURE = bool(os.environ.get("NEWSLETTER_TORTURE"))
PHASES = (Phase.generate, Phase.shrink) if TORTURE else (Phase.generate,)  # to find the shortest takes long
TITLES = st.sampled_from(["Alpha", "Beta", "Gamma report", "Δ"])
BODIES = st.text(st.sampled_from("ab é\n"), min_size=1, max_size=12).map(lambda text: f"x{text}x")
CHANCE = st.floats(0, 0.999)
NEWEST = 20
QUICK = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Nothing here has to outlast a power cut."""
FIELDS = ("title", "body", "tags")


@dataclass
class Modelled:
    """What an item should say: all states it ever had, by number from 1; those that stay; the way to redo."""

    states: list[tuple]
    lasting: set[int] = field(default_factory=set)
    is_binned: bool = False
    undone: list[int] = field(default_factory=list)
    at: int = 1

    @property
    def now(self):
        return self.states[-1]

    def keep(self, state):
        if state != self.now:
            self.states.append(state)
        self.at = len(self.states)

    @property
    def must_be_there(self):
        """The newest, the first and lasting ones; which others stay is for the tests of thinning to say."""
        last = len(self.states)
        return {1, *range(max(last - NEWEST, 0) + 1, last + 1), *self.lasting}


def run(folder, *arguments):
    """Run the program in this process; return exit status, answer, what it said besides."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.run(["--library", str(folder / "library"), "--json", *map(str, arguments)], _no_window)
    assert "Traceback" not in err.getvalue()
    return status, json.loads(out.getvalue() or "null"), err.getvalue()


def _no_window(_library):
    raise AssertionError("no window was asked for")


class GoingBack(RuleBasedStateMachine):
    """Keeps the model beside the library."""

    lies = False  # the control: somebody changes a kept state behind the program's back

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp(prefix="newsletter-model-", dir=QUICK))
        self.items: dict[str, Modelled] = {}
        self.steps = 0
        self.new("Alpha", "xax")

    def teardown(self):
        if hasattr(self, "folder"):
            try:
                self._see_that_all_is_as_modelled()
            finally:
                shutil.rmtree(self.folder)

    def _say(self, *arguments, status=0):
        self.steps += 1
        found, answer, said = run(self.folder, *arguments)
        assert found == status, said
        return answer

    def _file(self, text, name="body.md"):
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        return file

    def _one(self, chance, *, binned=False):
        fitting = sorted(key for key, item in self.items.items() if item.is_binned == binned)
        return fitting[int(chance * len(fitting))] if fitting else None

    def _has(self, *, binned):
        return any(item.is_binned == binned for item in getattr(self, "items", {}).values())

    def _see(self, item_id, shown):
        item = self.items[item_id]
        assert (shown["title"], shown["body"], tuple(shown["tags"])) == item.now
        assert shown["revision"] == len(item.states)

    @rule(title=TITLES, body=BODIES)
    def new(self, title, body):
        shown = self._say("new", "post", "--title", title, "--body", self._file(body))
        self.items[shown["id"]] = Modelled([(title, body, ())])
        self._see(shown["id"], shown)

    @precondition(lambda self: self._has(binned=False))
    @rule(
        chance=CHANCE, title=st.none() | TITLES, body=BODIES, tags=st.lists(TITLES, max_size=2, unique=True)
    )
    def edit(self, chance, title, body, tags):
        item_id = self._one(chance)
        item = self.items[item_id]
        options = [part for tag in tags for part in ("--tag", tag)] + (["--title", title] if title else [])
        shown = self._say("edit", item_id, "--body", self._file(body), *options)
        item.keep((title or item.now[0], body, tuple(tags) or item.now[2]))
        item.undone.clear()
        self._see(item_id, shown)

    @precondition(lambda self: self._has(binned=False))
    @rule(chance=CHANCE)
    def undo(self, chance):
        """Go back to the state before the one that is looked at."""
        item_id = self._one(chance)
        item = self.items[item_id]
        before = item.at - 1
        if before in item.must_be_there:
            item.undone.append(item.at)
            self._go_to(item_id, before)
            item.at = before

    @precondition(lambda self: any(i.undone and not i.is_binned for i in getattr(self, "items", {}).values()))
    @rule(chance=CHANCE)
    def redo(self, chance):
        ready = sorted(key for key, item in self.items.items() if item.undone and not item.is_binned)
        item_id = ready[int(chance * len(ready))]
        item = self.items[item_id]
        number = item.undone.pop()
        if number in item.must_be_there:
            self._go_to(item_id, number)
            item.at = number

    @precondition(lambda self: self._has(binned=False))
    @rule(chance=CHANCE, which=CHANCE)
    def revert(self, chance, which):
        item_id = self._one(chance)
        item = self.items[item_id]
        numbers = sorted(item.must_be_there)
        item.undone.clear()
        self._go_to(item_id, numbers[int(which * len(numbers))])

    def _go_to(self, item_id, number):
        item = self.items[item_id]
        shown = self._say("revert", item_id, number)
        item.lasting.add(number)
        item.keep(item.states[number - 1])
        self._see(item_id, shown)

    @precondition(lambda self: self._has(binned=False))
    @rule(chance=CHANCE)
    def delete(self, chance):
        item_id = self._one(chance)
        self._say("delete", item_id)
        self.items[item_id].is_binned = True
        self._say("edit", item_id, "--title", "Never", status=1)

    @precondition(lambda self: self._has(binned=True))
    @rule(chance=CHANCE)
    def undelete(self, chance):
        item_id = self._one(chance, binned=True)
        self.items[item_id].is_binned = False
        self._see(item_id, self._say("undelete", item_id))

    @precondition(lambda self: self._has(binned=False))
    @rule(chance=CHANCE)
    def duplicate(self, chance):
        item_id = self._one(chance)
        title, body, tags = self.items[item_id].now
        shown = self._say("duplicate", item_id)
        self.items[shown["id"]] = Modelled([(f"{title} (copy)", body, tags)])
        self._see(shown["id"], shown)

    @rule(title=TITLES, body=BODIES)
    def import_(self, title, body):
        file = self._file(f"---\ntitle: {title}\n---\n\n{body}\n", "post.md")
        for shown in self._say("import", file, "--even-if-duplicate")["items"]:
            self.items[shown["id"]] = Modelled([(shown["title"], shown["body"], tuple(shown["tags"]))])
            assert shown["title"] == title

    @precondition(lambda self: self._has(binned=False))
    @rule(chance=CHANCE)
    def export(self, chance):
        item_id = self._one(chance)
        self._say("export", item_id, "--to", "markdown", "--out", self.folder / "out.md", "--force")
        self.items[item_id].lasting.add(len(self.items[item_id].states))

    @precondition(lambda self: self._has(binned=False))
    @rule(chance=CHANCE)
    def what_cannot_be_changes_nothing(self, chance):
        item_id = self._one(chance)
        self._say("revert", item_id, len(self.items[item_id].states) + 7, status=1)
        self._say("edit", item_id, "--title", "", status=1)
        self._say("edit", item_id, "--title", "Late", "--expect-revision", 99_999, status=4)

    @rule()
    def compact(self):
        assert self._say("library", "compact")["items"] == 0

    @precondition(lambda self: self._has(binned=False))
    @rule(chance=CHANCE)
    def look(self, chance):
        item_id = self._one(chance)
        self._see(item_id, self._say("show", item_id))
        self._see_states(item_id)

    def _see_states(self, item_id):
        item = self.items[item_id]
        numbers = [kept["number"] for kept in self._say("revisions", item_id)["items"]]
        assert numbers == sorted(numbers, reverse=True)
        assert item.must_be_there <= set(numbers) <= set(range(1, len(item.states) + 1))
        last = len(item.states)
        for number in numbers[:: max(len(numbers) // 4, 1)]:
            assert self._body_at(item_id, number, last) == item.states[number - 1][1]

    def _body_at(self, item_id, number, last):
        diff = self._say("revisions", item_id, "--diff", number, last)
        return "\n".join(line["text"] for line in diff["body"] if line["change"] != "added")

    def _see_that_all_is_as_modelled(self):
        if self.lies:
            with contextlib.closing(
                sqlite3.connect(self.folder / "library" / "library.sqlite")
            ) as connection:
                connection.execute("UPDATE item SET body = body || ' and more'")
                connection.commit()
        listed = {shown["id"] for shown in self._say("list", "posts")["items"]}
        assert listed == {item_id for item_id, item in self.items.items() if not item.is_binned}
        for item_id, item in self.items.items():
            if item.is_binned:
                self._say("undelete", item_id)
                item.is_binned = False
            self._see(item_id, self._say("show", item_id))
            self._see_states(item_id)
        self._say("library", "check")


def walk(machine, steps, walks):
    chosen = settings(
        max_examples=walks,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=PHASES,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(14)(machine), settings=chosen)


def test_random_steps_equal_the_model():
    walk(GoingBack, *((200, 12) if TORTURE else (16, 3)))


def test_a_text_that_is_not_what_was_written_would_be_noticed():
    """The control: the walk fails where somebody changes a text behind the program's back."""

    class Lied(GoingBack):
        lies = True

    with pytest.raises(AssertionError):
        walk(Lied, 2, 1)
