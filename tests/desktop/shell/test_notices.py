"""Several notices at once leave each other alone: two are seen, the others wait for their turn."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from newsletter_app.desktop.widgets.notice_bar import NoticeBar
from newsletter_app.desktop.widgets.notices import Notices, Weight

CLOSE = [("close", "Close")]


@pytest.fixture
def notices(qtbot) -> Notices:
    notices = Notices("window.notices")
    qtbot.addWidget(notices)
    notices.show()
    return notices


@pytest.fixture
def seen(notices) -> Callable[[], list[str]]:
    """What is seen, from top to bottom."""

    def sentences() -> list[str]:
        bars = [bar for bar in notices.findChildren(NoticeBar) if bar.isVisible()]
        return [bar.sentence for bar in sorted(bars, key=notices.layout().indexOf)]

    return sentences


def test_nothing_is_seen_where_nothing_is_asked(notices, seen):
    notices.make("window.news", Weight.NEWS)
    assert seen() == []
    assert not notices.isVisible()


def test_what_was_done_never_covers_what_waits_for_an_answer(notices, seen, qtbot):
    news, decision = (
        notices.make("window.news", Weight.NEWS),
        notices.make("window.conflict", Weight.DECISION),
    )
    decision.ask("Keep yours?", [("mine", "Keep mine"), ("theirs", "Take theirs")])
    for number in range(3):
        news.ask(f"Done {number}.", CLOSE)
    assert seen() == ["Keep yours?", "Done 2."]
    qtbot.mouseClick(news.buttons[0], Qt.MouseButton.LeftButton)
    assert seen() == ["Keep yours?"]
    with qtbot.waitSignal(decision.answered) as answered:
        qtbot.keyClick(decision.buttons[1], Qt.Key.Key_Space)
    assert answered.args == ["theirs"]
    assert seen() == []


def test_those_that_are_not_seen_wait(notices, seen):
    bars = [notices.make(f"window.{weight.name}", weight) for weight in Weight]
    for bar in bars:
        bar.ask(bar.objectName(), CLOSE)
    waiting = notices.findChild(QLabel, "window.notices.waiting")
    assert seen() == ["window.TROUBLE", "window.DECISION"]
    assert waiting.text() == "2 more notices"
    bars[Weight.TROUBLE].withdraw()
    assert seen() == ["window.DECISION", "window.ADVICE"]
    assert waiting.text() == "1 more notice"
    bars[Weight.NEWS].ask("News of now.", CLOSE)
    assert seen() == ["window.DECISION", "News of now."]


def test_a_notice_that_goes_by_itself_goes_only_after_it_was_seen(notices, seen, qtbot):
    bars = [notices.make(f"window.{number}", Weight.TROUBLE) for number in range(2)]
    news = notices.make("window.news", Weight.NEWS)
    news.ask("Not seen yet.", CLOSE, seconds=0.05)
    for bar in bars:
        bar.ask(bar.objectName(), CLOSE)
    with qtbot.assertNotEmitted(news.told, wait=150):
        assert seen() == ["window.1", "window.0"]
    bars[1].withdraw()
    assert seen() == ["window.0", "Not seen yet."]
    qtbot.waitUntil(lambda: seen() == ["window.0"])
