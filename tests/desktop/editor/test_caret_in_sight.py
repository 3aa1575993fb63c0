"""The line that is written stays in sight while the room for the text changes."""

from newsletter_app.desktop.editor.edit import Selection


def test_what_takes_room_above_the_text_leaves_the_line_that_is_written_in_sight(room) -> None:
    room.open("\n\n".join(f"Line {number}" for number in range(200)))
    caret_at = room.edit.text.index("Line 60")
    room.edit.select(Selection(caret_at, caret_at))
    scrolled = []
    room.edit.scrolled.connect(lambda first, _is_end: scrolled.append(first))
    for height in (room.edit.cursorRect().bottom() + 1, 120):
        room.view.resize(room.view.width(), room.view.height() - room.edit.viewport().height() + height)
        room.qtbot.waitUntil(lambda height=height: room.edit.viewport().height() == height)
        assert room.edit.viewport().rect().contains(room.edit.cursorRect())
    assert scrolled == []


def test_a_line_that_is_half_seen_comes_into_sight_when_the_room_gets_less(room) -> None:
    room.open("\n\n".join(f"Line {number}" for number in range(200)))
    bar, lines = room.edit.verticalScrollBar(), [room.edit.text.index(f"Line {line}") for line in (5, 150)]
    room.edit.select(Selection(lines[0], lines[0]))
    half = room.edit.cursorRect().center().y()
    room.edit.select(Selection(lines[1], lines[1]))
    bar.setValue(0)
    room.view.resize(room.view.width(), room.view.height() - room.edit.viewport().height() + half)
    room.qtbot.waitUntil(lambda: room.edit.viewport().height() == half)
    room.edit.setTextCursor(room.edit.cursor_of(Selection(lines[0], lines[0])))
    bar.setValue(0)
    assert room.edit.cursorRect().top() < half < room.edit.cursorRect().bottom()
    room.view.resize(room.view.width(), room.view.height() - half + 120)
    room.qtbot.waitUntil(lambda: room.edit.viewport().height() == 120)
    assert room.edit.viewport().rect().contains(room.edit.cursorRect())


def test_a_caret_out_of_sight_stays_there_when_the_room_changes(room) -> None:
    room.open("\n\n".join(f"Line {number}" for number in range(200)))
    bar = room.edit.verticalScrollBar()
    bar.setValue(bar.maximum())
    room.view.resize(room.view.width(), room.view.height() - 100)
    room.qtbot.waitUntil(lambda: room.edit.viewport().height() < 600)
    assert not room.edit.viewport().rect().contains(room.edit.cursorRect())
