"""Places, addresses and the fallback of the preview."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QUrl

from newsletter_app.content.article import Place
from newsletter_app.desktop.preview import places
from newsletter_app.desktop.preview.addresses import picture_of
from newsletter_app.desktop.preview.chromium import FLAGS, close_the_network, reason_against
from newsletter_app.desktop.preview.shown_words import blocks_of
from newsletter_app.desktop.preview.text_sheet import TextSheet

BODY = "# Title\n\nSome **bold** words and words\n\n{{snippet:x}}"
PLACES = (Place(0, 7, 1), Place(9, 38, 3), Place(40, 53, 5), Place(40, 53, 5))


def test_an_offset_belongs_to_the_block_before_it() -> None:
    assert [places.block_at(PLACES, offset) for offset in (0, 8, 9, 39, 45, 99)] == [0, 0, 1, 1, 2, 2]
    assert places.block_at((), 5) == -1


def test_a_shown_word_is_found_in_the_source() -> None:
    second = BODY.rindex("words")
    assert places.offset_of(BODY, PLACES[1], "Some bold words and wo", "rds") == second + 2
    assert places.offset_of(BODY, PLACES[1], "", "nothing of it") == PLACES[1].start
    assert places.offset_of(BODY, PLACES[1], "", "") == PLACES[1].start


@settings(max_examples=100, deadline=None)
@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_a_spot_always_lies_in_its_block(before: str, after: str) -> None:
    assert PLACES[1].start <= places.offset_of(BODY, PLACES[1], before, after) <= PLACES[1].end


@pytest.mark.parametrize(
    "url",
    [
        "app://assets/../x.png",
        "app://assets/" + "a" * 64 + ".svg",
        "app://preview/" + "a" * 64 + ".png",
        "file:///" + "a" * 64 + ".png",
        "app://assets/x/" + "a" * 64 + ".png",
    ],
)
def test_only_addresses_of_pictures_are_pictures(url: str) -> None:
    assert picture_of(QUrl(url)) == ("", "")


def test_root_sees_no_pages_unless_the_sandbox_was_turned_off_from_outside() -> None:
    assert "root" in reason_against({}, 0)
    assert reason_against({"QTWEBENGINE_DISABLE_SANDBOX": "1"}, 0) == ""
    assert reason_against({}, 1000) == ""


def test_the_dead_proxy_is_set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
    close_the_network()
    close_the_network()
    import os

    assert os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] == f"--disable-gpu {FLAGS}"


def test_a_page_without_chromium_is_its_words(qtbot) -> None:
    sheet = TextSheet("Because.")
    qtbot.addWidget(sheet)
    page = "<html><head><style>x</style></head><body><h1>T</h1><div data-blocks>{}</div></body></html>"
    sheet.show_page(
        page.format('<div class="block"><p>One <b>two</b></p></div><div><ul><li>a<li>b</ul></div>'),
        -1,
        from_top=True,
    )
    sheet.patch(1, 1, ['<div class="block"><p>three</p><img alt="A tree"></div>'], 1)
    assert "One two" in sheet._text.toPlainText()
    assert "[A tree]" in sheet._text.toPlainText()
    assert blocks_of("<body><pre>a\n  b</pre></body>") == ["a\n  b"]
