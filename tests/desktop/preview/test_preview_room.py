"""The preview follows the desk."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QToolButton

from newsletter_app.content.changes import Changes
from newsletter_app.desktop.preview.looks import Looks, PageView, PageWidth

LONG = "\n\n".join(f"Paragraph {number} " + "with quite some words in it " * 12 for number in range(60))


def test_the_page_shows_the_open_post_and_follows_each_change(room) -> None:
    room.open("One\n\nTwo")
    room.write("One\n\nTwo words")
    room.wait_for(lambda: "Two words" in room.text())
    assert room.previews.frames == 1
    assert room.js("document.querySelectorAll('[data-blocks] > .block').length") == 2


def test_quick_changes_end_with_the_newest(room) -> None:
    room.open("Start")
    for number in range(50):
        room.write(f"Start {number}\n\n" + "\n\n".join(str(n) for n in range(number % 7)))
    room.wait_for(lambda: "Start 49" in room.text())
    assert room.js("document.querySelectorAll('.block').length") == 1
    assert room.previews.updates < 50


def test_a_patch_keeps_the_place(room) -> None:
    room.open(LONG)
    room.js("window.scrollTo(0, 4000)")
    before = room.js("document.querySelectorAll('.block')[30].getBoundingClientRect().top")
    room.write(LONG.replace("Paragraph 2 ", "Paragraph 2 \n\nNew one\n\nNew two\n\n" + "more " * 400))
    room.wait_for(lambda: "New two" in room.text())
    after = room.js("document.querySelectorAll('.block')[33].getBoundingClientRect().top")
    assert abs(before - after) < 2


def test_only_blocks_that_come_or_go_move_their_neighbours(room) -> None:
    room.open("One\n\nTwo\n\nThree")
    room.js("globalThis.old = [...document.querySelectorAll('.block')].map(block => block)")
    room.write("One\n\nTwo words\n\nThree")
    room.wait_for(lambda: "Two words" in room.text())
    same = "[...document.querySelectorAll('.block')].map(block => old.indexOf(block))"
    assert room.js(same) == [0, 1, 2]
    room.write("One\n\nTwo\n\nand more words\n\nThree")
    room.wait_for(lambda: "more words" in room.text())
    assert room.js(same) == [0, 1, -1, 2]
    room.write("Three")
    room.wait_for(lambda: room.text().strip() == "Three")
    assert room.js(same) == [2]


def test_blocks_after_any_patches_are_those_of_the_text(room) -> None:
    bodies = ["One", "", "Two\n\nOne", "One\n\nTwo\n\nThree\n\nFour", "Four", "Four\n\nTwo\n\nFive\n\nSix"]
    room.open("Start")
    for body in [*bodies, *reversed(bodies), *bodies[::2]]:
        room.write(body)
        wanted = [part for part in body.split("\n\n") if part]
        shown = "[...document.querySelectorAll('[data-blocks] > .block')].map(block => block.innerText)"
        room.wait_for(lambda wanted=wanted, shown=shown: room.js(shown) == wanted)


def test_the_block_that_is_typed_in_is_kept_in_view(room) -> None:
    room.open(LONG)
    body = LONG + "\n\nLast words"
    room.presenter.show_caret(len(body))
    room.write(body)
    room.wait_for(lambda: "Last words" in room.text())
    box = "document.querySelectorAll('.block')[60].getBoundingClientRect()"
    assert room.js(f"{box}.bottom <= innerHeight && {box}.top >= 0")
    assert room.js("document.querySelector('[data-here]').innerText") == "Last words"


def test_another_look_keeps_the_place_and_loads_nothing_anew(room) -> None:
    room.open(LONG)
    room.js("window.scrollTo(0, 3000)")
    top = "document.querySelectorAll('.block')[25].getBoundingClientRect().top"
    before = room.js(top)
    loads: list[bool] = []
    room.sheet.page.loadStarted.connect(lambda: loads.append(True))
    room.view.findChild(QToolButton, "preview.dark").click()
    room.wait_for(lambda: room.js("getComputedStyle(document.body).backgroundColor") == "rgb(17, 17, 17)")
    assert abs(room.js(top) - before) < 2
    room.view.findChild(QToolButton, "preview.view.email").click()
    room.wait_for(lambda: room.js("document.body.className") == "email")
    assert room.view.findChild(QLabel, "preview.inbox.subject").isVisibleTo(room.view)
    assert loads == []


def test_another_item_is_shown_from_its_top(room) -> None:
    room.open(LONG)
    room.js("window.scrollTo(0, 3000)")
    room.open("Another\n\n" + LONG, "ddddeeeeffff")
    assert room.js("preview.scroll()") == 0


def test_a_phone_is_375_pixels_wide(room) -> None:
    room.open("One")
    room.presenter.show_looks(Looks(PageView.BLOG, PageWidth.PHONE))
    room.wait_for(lambda: room.js("innerWidth") == 375)
    room.presenter.show_looks(Looks(PageView.BLOG, PageWidth.DESKTOP))
    room.wait_for(lambda: room.js("innerWidth") > 600)


def test_a_click_goes_to_the_word_in_the_source(room, qtbot) -> None:
    body = "First **paragraph** here\n\nThe word is said: word and word again"
    room.open(body)
    spot = room.js(
        "(() => { const t = document.querySelectorAll('.block')[1].querySelector('p').firstChild;"
        "const r = document.createRange(); r.setStart(t, 27); r.setEnd(t, 28);"
        "const b = r.getBoundingClientRect(); return [b.left + 1, b.top + b.height / 2]; })()"
    )
    with qtbot.waitSignal(room.presenter.place_requested, timeout=5000) as asked:
        room.click(*spot)
    assert abs(asked.args[0] - (body.index("word and word") + 9)) <= 1


def test_a_link_is_only_told(room, qtbot) -> None:
    room.open('<p><a href="https://example.org/a?b=1#c">A link over here</a></p>')
    with qtbot.waitSignal(room.presenter.link_requested, timeout=5000) as asked:
        room.click(
            *room.js(
                "(() => { const b = document.querySelector('a').getBoundingClientRect();"
                "return [b.left + 5, b.top + 5]; })()"
            )
        )
    assert asked.args == ["https://example.org/a?b=1#c"]
    assert room.js("location.href") == "app://preview/page"


def test_a_failure_says_where_and_leaves_the_last_good_page(room) -> None:
    room.open("Good words")
    room.desk.change(replace(room.desk.item, title="Other", body="BROKEN"))
    sentence = room.view.findChild(QLabel, "preview.notice.sentence")
    room.wait_for(lambda: "page.html.j2, line 7" in sentence.text())
    assert room.text() == "Good words"
    room.write("Mended words")
    room.wait_for(lambda: "Mended words" in room.text())
    assert not sentence.isVisible()


def test_following_the_editor_shows_the_same_block_at_the_top(room) -> None:
    room.open(LONG)
    room.presenter.follow(LONG.index("Paragraph 20 "), False)
    room.wait_for(
        lambda: abs(room.js("document.querySelectorAll('.block')[20].getBoundingClientRect().top")) < 2
    )
    room.presenter.follow(len(LONG), True)
    room.wait_for(lambda: room.js("scrollY + innerHeight >= document.documentElement.scrollHeight - 2"))


def test_a_crash_of_the_page_brings_it_back(room) -> None:
    room.open("One\n\nTwo")
    with room.qtbot.waitSignal(room.sheet.lost, timeout=10_000):
        import os
        import signal

        os.kill(room.sheet.page.renderProcessPid(), signal.SIGKILL)
    room.write("One\n\nTwo after")
    room.wait_for(lambda: "Two after" in room.text())


def test_a_brand_that_changes_renders_anew(room) -> None:
    room.open("One")
    room.changes.tell(Changes(brand=True))
    room.wait_for(lambda: room.previews.frames == 2)


def test_the_picture_of_the_library_is_shown_and_nothing_else(room, pictures) -> None:
    sha = next(file.name for file in pictures.iterdir() if len(file.name) == 64)
    (pictures / "secret.png").write_bytes((pictures / sha).read_bytes())
    room.open(
        f'<p>P<img id="a" src="app://assets/{sha}.png"><img id="b" src="app://assets/../secret.png">'
        f'<img id="c" src="{(pictures / "secret.png").as_uri()}">'
        f'<img id="d" src="app://assets/{"0" * 64}.png"></p>'
    )
    room.wait_for(lambda: room.js("[...document.images].every(i => i.complete)"))
    assert room.js("[...document.images].map(i => i.naturalWidth)") == [1, 0, 0, 0]
