"""Marks, offsets, finding and pasting, on plain text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from newsletter_app.desktop.editor import marks, offsets, pasting, searching
from newsletter_app.desktop.editor.document_text import DocumentText
from newsletter_app.desktop.editor.edit import Selection, difference
from newsletter_app.desktop.editor.highlighter import Highlighter
from newsletter_app.desktop.editor.marks import Look

TEXTS = st.text(alphabet=st.sampled_from("aA bé\U0001f600\n*_`[]()#>-"), max_size=80)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, data=st.data())
def test_offsets_go_to_qt_and_back(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    units = offsets.to_units(text, at, is_simple=False)
    assert offsets.from_units(text, units, is_simple=False) == at
    assert offsets.to_units(text, len(text), is_simple=False) == len(text.encode("utf-16-le")) // 2


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_marks_lie_inside_their_line(text: str) -> None:
    state = marks.PLAIN
    for line in text.split("\n"):
        found, state = marks.spans(line, state)
        assert all(span.start >= 0 and span.start + span.length <= len(line) for span in found)


@pytest.mark.parametrize(
    ("line", "look", "words"),
    [
        ("## A heading", Look.HEADING, "## A heading"),
        ("## A heading", Look.MARK, "## "),
        ("some **bold** words", Look.BOLD, "bold"),
        ("some *slanted* words", Look.ITALIC, "slanted"),
        ("a snake_case_name", Look.ITALIC, ""),
        ("`code`", Look.CODE, "`code`"),
        ("[label](https://example.org)", Look.LINK, "label"),
        ("[label](todo:)", Look.LOST, "label"),
        ("![alt](asset:123456789012)", Look.PICTURE, "![alt](asset:123456789012)"),
        ("> quoted", Look.QUOTE, "> quoted"),
        ("- item", Look.MARK, "- "),
        ("---", Look.MARK, "---"),
    ],
)
def test_how_a_line_is_shown(line: str, look: Look, words: str) -> None:
    found, _state = marks.spans(line, marks.PLAIN)
    assert next((line[s.start : s.start + s.length] for s in found if s.look is look), "") == words


def test_a_fence_reaches_to_its_end() -> None:
    state, looks = marks.PLAIN, []
    for line in ("```event", "**what**: x", "```", "**bold**"):
        found, state = marks.spans(line, state)
        looks.append(found[0].look)
    assert looks == [Look.MARK, Look.CODE, Look.MARK, Look.BOLD]


def test_finding_goes_round() -> None:
    found = searching.find_all("one two One", "one", match_case=False)
    assert [place.start for place in found] == [0, 8]
    assert searching.next_after(found, 9) == 0
    assert searching.last_before(found, 0) == 1
    assert searching.find_all("one", "", match_case=True) == ()


@settings(max_examples=100, deadline=None)
@given(
    text=TEXTS, words=st.text(alphabet="aA*(", min_size=1, max_size=3), by=st.text(alphabet="xa", max_size=3)
)
def test_replacing_all_is_what_python_does(text: str, words: str, by: str) -> None:
    found = searching.find_all(text, words, match_case=True)
    assert searching.replace_all(text, found, by, 0).applied_to(text) == text.replace(words, by)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=300))
def test_pasted_text_is_clean_and_stays_so(text: str) -> None:
    done = pasting.cleaned(text)
    assert "\x00" not in done
    assert pasting.cleaned(done) == done
    assert "".join(pasting.slices(text)) == done


def test_a_line_of_five_megabytes_becomes_many() -> None:
    text = "lorem ipsum " * 420_000
    done = pasting.cleaned(text)
    assert max(map(len, done.split("\n"))) <= pasting.LONGEST_LINE
    assert done.replace("\n", " ").split() == text.split()
    pieces = list(pasting.slices(text))
    assert len(pieces) > 40
    assert "".join(pieces).replace("\n", " ").split() == text.split()


@settings(max_examples=100, deadline=None)
@given(old=TEXTS, new=TEXTS)
def test_the_difference_makes_one_text_into_the_other(old: str, new: str) -> None:
    assert difference(old, new, 5).applied_to(old) == new


def test_replacing_keeps_the_caret_near() -> None:
    found = searching.find_all("aaa", "a", match_case=True)
    assert searching.replace_all("aaa", found, "", 3).selection == Selection(0, 0)


PIECES = ("", "a", "\n", "b c", "\u00a0", "\U0001f600", "x\ny\n", "![a](asset:0123456789ab)", "\u2028")
steps = st.tuples(
    st.sampled_from(("put", "put", "put", "undo", "redo", "all", "in block", "read in block", "bold")),
    st.integers(0, 40),
    st.integers(0, 9),
    st.sampled_from(PIECES),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(steps, max_size=25))
def test_a_text_that_is_followed_is_the_text_read_anew(qapp, theme, steps) -> None:
    document = laid_out()
    followed = DocumentText(document)
    Highlighter(document, theme.tokens)
    for step in steps:
        change(document, followed, *step)
        assert followed.text == document.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        assert followed.character(followed.unit(len(followed.text))) == len(followed.text)


def laid_out() -> QTextDocument:
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    return document


def change(document: QTextDocument, followed: DocumentText, how: str, at: int, gone: int, piece: str) -> None:
    cursor = QTextCursor(document)
    most = document.characterCount() - 1
    cursor.setPosition(min(at, most))
    cursor.setPosition(min(at + gone, most), QTextCursor.MoveMode.KeepAnchor)
    match how:
        case "put":
            cursor.insertText(piece)
        case "undo":
            document.undo()
        case "redo":
            document.redo()
        case "all":
            document.setPlainText(piece * 3)
        case "bold":
            bold = QTextCharFormat()
            bold.setFontWeight(700)
            cursor.mergeCharFormat(bold)
        case _:
            cursor.beginEditBlock()
            cursor.insertText(piece)
            if how == "read in block":
                assert followed.text == document.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
            cursor.setPosition(0)
            cursor.insertText("z")
            cursor.endEditBlock()


def test_a_key_in_a_long_text_reads_no_more_than_the_key(qapp, monkeypatch) -> None:
    document, read = laid_out(), []
    document.setPlainText("word\n" * 1000)
    followed = DocumentText(document)
    monkeypatch.setattr(followed, "_read", lambda whole=followed._read: (read.append(1), whole()))
    for number in range(20):
        cursor = QTextCursor(document)
        cursor.setPosition(2500)
        cursor.insertText("x")
        assert followed.text[2500 : 2501 + number] == "x" * (number + 1)
    assert len(read) == 1
