"""Editor commands on plain text."""

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from newsletter_app.desktop.editor import inline_commands as inline
from newsletter_app.desktop.editor import insert_commands as insert
from newsletter_app.desktop.editor import line_commands as lines
from newsletter_app.desktop.editor.edit import Command, Edit, Selection

SOURCES = st.text(alphabet=st.sampled_from("ab *_#->1.[]() \n!`\U0001f600é"), max_size=60)
INVOLUTIONS = {
    "bold": inline.bold,
    "italic": inline.italic,
}


def marked(source: str) -> tuple[str, Selection]:
    """Return the text without | with the selection that stood between them."""
    start = source.index("|")
    rest = source[start + 1 :]
    end = start + rest.index("|") if "|" in rest else start
    return source.replace("|", ""), Selection(start, end)


def block_mark(line: str) -> str:
    found = re.match(r"[\s>]*(?:#{1,6}\s+|[-*+]\s+|\d{1,9}[.)]\s+)?", line)
    return found[0] if found else ""


def shown(text: str, edit: Edit) -> str:
    done, selection = edit.applied_to(text), edit.selection
    inner = done[selection.start : selection.end]
    bars = "|" if selection.is_caret else f"|{inner}|"
    return done[: selection.start] + bars + done[selection.end :]


def after(command: Command, source: str) -> str:
    text, selection = marked(source)
    return shown(text, command(text, selection))


@st.composite
def selected(draw: st.DrawFn) -> tuple[str, Selection]:
    text = draw(SOURCES)
    start = draw(st.integers(0, len(text)))
    return text, Selection(start, draw(st.integers(start, len(text))))


@pytest.mark.parametrize("name", INVOLUTIONS)
@settings(max_examples=300, deadline=None)
@given(case=selected())
@example(case=("- * *", Selection(0, 5)))
@example(case=("*>11*", Selection(0, 5)))
def test_twice_on_one_line_gives_back_the_text(name: str, case: tuple[str, Selection]) -> None:
    text, selection = case
    text = text.replace("\n", " ")
    around = text[max(0, selection.start - 1) : selection.start + 1]
    assume(not (selection.is_caret and "*" in around))  # an empty pair of stars leaves no trace when it goes
    assume(not (selection.is_caret and re.search(r"\w\*\w", text)))  # stars in a word come back around it
    first = INVOLUTIONS[name](text, selection)
    changed = first.applied_to(text)
    assert changed != text or selection.is_caret
    # without its stars *>a* is a quote, and the next time only its words are meant
    assume(block_mark(changed) == block_mark(text))
    assert INVOLUTIONS[name](changed, first.selection).applied_to(changed) == text


ALL = {
    **INVOLUTIONS,
    "heading": lines.heading(2),
    "bullets": lines.bullets,
    "numbers": lines.numbers,
    "quote": lines.quote,
    "indent": lines.indent,
    "outdent": lines.outdent,
    "new line": lines.new_line,
    "table": insert.TABLE,
    "event": insert.EVENT,
    "call-out": insert.call_out("NOTE"),
    "footnote": insert.footnote,
    "snippet": insert.snippet("contact"),
}


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=60, deadline=None)
@given(case=selected())
def test_every_command_leaves_a_selection_inside_the_text(name: str, case: tuple[str, Selection]) -> None:
    text, selection = case
    edit = ALL[name](text, selection)
    done = edit.applied_to(text)
    assert 0 <= edit.start <= edit.end <= len(text)
    assert 0 <= edit.selection.start <= edit.selection.end <= len(done)
    assert done.startswith(text[: edit.start])


@pytest.mark.parametrize("name", ["table", "event", "snippet", "footnote", "quote", "call-out", "indent"])
@settings(max_examples=60, deadline=None)
@given(case=selected())
def test_commands_that_add_lose_no_letter(name: str, case: tuple[str, Selection]) -> None:
    text, selection = case
    selection = Selection(selection.start, selection.start)
    done = ALL[name](text, selection).applied_to(text)
    letters = iter(done)
    assert all(letter in letters for letter in text.rstrip("\n") if letter not in " \n>")


@pytest.mark.parametrize(
    ("command", "before", "expected"),
    [
        (inline.bold, "a |word| b", "a **|word|** b"),
        (inline.bold, "a **|word|** b", "a |word| b"),
        (inline.bold, "a |**word**| b", "a |word| b"),
        (inline.bold, "a wo|rd b", "a **wo|rd** b"),
        (inline.bold, "a | b", "a **|** b"),
        (inline.bold, "a | word |b", "a  **|word|** b"),
        (inline.bold, "|one\n\ntwo|", "**|one**\n\n**two|**"),
        (inline.bold, "|- one\n- two|", "- **|one**\n- **two|**"),
        (inline.italic, "a **|word|** b", "a ***|word|*** b"),
        (lines.heading(2), "wo|rd", "## wo|rd"),
        (lines.heading(3), "## wo|rd", "### wo|rd"),
        (lines.heading(2), "## wo|rd", "wo|rd"),
        (lines.bullets, "|one\ntwo|", "|- one\n- two|"),
        (lines.numbers, "|one\n\ntwo|", "|1. one\n\n2. two|"),
        (lines.numbers, "|- one\n- two|", "|1. one\n2. two|"),
        (lines.quote, "|one\n\ntwo|", "|> one\n>\n> two|"),
        (lines.new_line, "- one|", "- one\n- |"),
        (lines.new_line, "9. one|", "9. one\n10. |"),
        (lines.new_line, "- one\n- |", "- one\n\n|"),
        (lines.new_line, "> one|", "> one\n> |"),
        (lines.new_line, "> - one|", "> - one\n> - |"),
        (lines.new_line, "|- one", "\n|- one"),
        (lines.indent, "- one\n- tw|o", "- one\n  - tw|o"),
        (lines.outdent, "- one\n  - tw|o", "- one\n- tw|o"),
        (insert.TABLE, "one|", "one\n\n| Heading | Heading |\n| --- | --- |\n| Text | Text |\n\n"),
        (insert.RULE, "one\n\n|two", "one\n\n---|\n\ntwo"),
        (insert.call_out("SAFETY"), "ca|re", "> [!SAFETY]\n> care|\n\n"),
        (insert.footnote, "one| two\n", "one[^1] two\n\n[^1]: |"),
        (insert.footnote, "one| two\n\n[^1]: first", "one[^2] two\n\n[^1]: first\n[^2]: |"),
    ],
)
def test_what_a_command_does(command: Command, before: str, expected: str) -> None:
    if command is insert.TABLE:
        text, selection = marked(before)
        assert command(text, selection).applied_to(text) == expected
    else:
        assert after(command, before) == expected


def test_a_link_is_found_changed_and_made() -> None:
    text = "See [the *report*](https://example.org/a) now"
    written = inline.link_at(text, Selection(8, 8))
    assert (written.label, written.url) == ("the *report*", "https://example.org/a")
    edit = inline.link(written, "it", "https://example.org/b c(d)")
    assert edit.applied_to(text) == "See [it](<https://example.org/bc(d)>) now"
    fresh = inline.link_at("one two", Selection(4, 7))
    assert (fresh.label, fresh.url) == ("two", "")
    assert inline.link(fresh, "two", "").applied_to("one two") == "one [two](todo:)"


def test_a_picture_is_no_link() -> None:
    assert inline.link_at("![alt](asset:123456789012)", Selection(4, 4)).url == ""


def test_a_picture_gets_its_words_once() -> None:
    source = insert.picture("a" * 64, "", "A caption")
    text = f"one\n\n{source}\n\n{source}"
    done = insert.described(text, "a" * 64, 'Two [people] "talking"').applied_to(text)
    assert done.count("![](") == 1
    assert "![Two \\[people\\] ”talking”](asset:aaaaaaaaaaaa" in done
