"""Two texts are compared by lines, with the words that changed."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.content.aligning import common
from newsletter_app.content.diff import differences, side_by_side

WILD = st.text(st.sampled_from("ab \n.é“🙂\r\u2028"), max_size=40)
FEW = st.lists(st.integers(0, 3), max_size=9)
TEXT = st.lists(st.sampled_from(["one two", "one three", "", "a, b", "x"]), max_size=12).map("\n".join)


def test_an_altered_line_tells_its_words():
    removed, added = differences("We met at the hall.", "We met at the quay.")

    assert [(words.change, words.text) for words in removed.words] == [
        ("same", "We met at the "),
        ("removed", "hall"),
        ("same", "."),
    ]
    assert "".join(words.text for words in added.words) == "We met at the quay."


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT)
def test_both_texts_can_be_put_together_again(old, new):
    lines = differences(old, new)

    assert "\n".join(line.text for line in lines if line.change != "added") == old
    assert "\n".join(line.text for line in lines if line.change != "removed") == new
    for line in lines:
        assert not line.words or "".join(words.text for words in line.words) == line.text


def test_texts_that_are_the_same_have_no_changes():
    assert {line.change for line in differences("a\nb", "a\nb")} == {"same"}
    assert differences("", "") == ()


def test_very_long_texts_are_compared_quickly():
    old = "\n".join(f"line {number}" for number in range(20_000))
    new = old.replace("line 10000", "another line")

    assert sum(line.change != "same" for line in differences(old, new)) == 2
    assert len(differences("word " * 50_000, "words " * 50_000)) == 2


@settings(max_examples=150, deadline=None)
@given(WILD | TEXT, WILD | TEXT)
def test_side_by_side_gives_back_both_texts_exactly(old, new):
    rows = side_by_side(old, new)

    assert "\n".join(row.old.text for row in rows if row.old) == old
    assert "\n".join(row.new.text for row in rows if row.new) == new
    for line in (line for row in rows for line in (row.old, row.new) if line):
        assert not line.words or "".join(words.text for words in line.words) == line.text
    assert all(row.old and row.new and row.old.text == row.new.text for row in rows if row.is_same)
    assert any(not row.is_same for row in rows) == (old != new)


@settings(max_examples=200, deadline=None)
@given(FEW, FEW)
def test_what_is_common_rises_on_both_sides_and_is_the_same(before, after):
    pairs = common(before, after)

    assert all(before[place] == after[other] for place, other in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from("xxyy"), max_size=8), st.lists(st.sampled_from("xxyy"), max_size=8))
def test_without_anchors_the_longest_common_part_is_found(before, after):
    twice = [letter for letter in before for _each in "12"], [letter for letter in after for _each in "12"]

    assert len(common(*twice)) == _longest(*twice)


def _longest(before, after):
    row = [0] * (len(after) + 1)
    for letter in before:
        above = row
        row = [0]
        for place, other in enumerate(after, 1):
            row.append(above[place - 1] + 1 if letter == other else max(row[-1], above[place]))
    return row[-1]


def test_an_altered_paragraph_stands_beside_itself_though_another_came_before_it():
    old = "First of all.\n\nWe met at the town hall and talked for an hour."
    new = "First of all.\n\nSomething new comes here.\n\nWe met at the quay and talked for two hours."

    altered = [row for row in side_by_side(old, new) if row.old and row.new and not row.is_same]

    assert [row.new.text for row in altered] == ["We met at the quay and talked for two hours."]
    assert [word.text for word in altered[0].new.words if word.change == "added"] == ["quay", "two hours"]


def test_a_little_word_that_stayed_by_chance_parts_no_change():
    (row,) = side_by_side(
        "Winter brought rain to gardens everywhere in town", "Summer left dust to meadows everywhere in town"
    )
    assert [(word.change, word.text) for word in row.old.words] == [
        ("removed", "Winter brought rain to gardens"),
        ("same", " everywhere in town"),
    ]
