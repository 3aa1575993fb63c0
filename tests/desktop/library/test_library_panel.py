"""What a person does in the library panel."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from newsletter_app.content.kinds import Kind
from newsletter_app.content.post import Post
from newsletter_app.desktop.library.model import CARD, FIRST, PAGE
from newsletter_app.desktop.library.sections import SECTIONS
from newsletter_app.library.query import Query


def titles(panel):
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


def card(panel, row):
    return panel.model.index(row).data(CARD)


def choose(panel, name):
    panel.view.sections.choose(name)


def test_the_sections_list_what_they_say_and_count_it(panel):
    assert titles(panel) == ["First draft", "Second draft"]
    choose(panel, "published")
    assert titles(panel) == ["Old news"]
    choose(panel, "newsletters")
    assert titles(panel) == ["Spring letter"]
    counted = [
        panel.view.sections.model().index(row, 0).data(Qt.ItemDataRole.UserRole + 1) for row in range(8)
    ]
    assert counted == [5, 2, 0, 1, 1, 1, 0, 0]


def test_the_arrow_keys_walk_the_sections(panel, qtbot):
    panel.view.sections.setFocus()
    qtbot.keyClick(panel.view.sections, Qt.Key.Key_Down)
    assert panel.view.state.sentence.startswith("Nothing is ready yet.")


def test_the_list_follows_each_key_of_the_search(panel, qtbot):
    field = panel.view.search_row.field
    qtbot.keyClicks(field, "harb")
    assert titles(panel) == ["Second draft"]
    panel.presenter.find_everywhere()
    assert titles(panel) == ["Second draft", "Old news"]


def test_a_search_without_a_hit_says_so_and_offers_to_clear_it(panel, qtbot):
    qtbot.keyClicks(panel.view.search_row.field, "zebra")
    assert panel.view.state.sentence == "Nothing here has “zebra”."
    panel.view.state.act_requested.emit()
    assert titles(panel) == ["First draft", "Second draft"]


def test_down_goes_from_the_search_to_the_cards_and_enter_opens_one(panel, qtbot):
    qtbot.keyClick(panel.view.search_row.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.presenter.text_wanted):
        qtbot.keyClick(panel.view.list, Qt.Key.Key_Return)
    assert panel.desk.item.title == "First draft"


def test_a_card_opens_by_itself_when_the_arrow_keys_come_to_rest(panel, qtbot):
    panel.view.list.setFocus()
    with qtbot.waitSignal(panel.desk.opened):
        qtbot.keyClick(panel.view.list, Qt.Key.Key_Down)
    assert panel.desk.item.title == "Second draft"


def test_a_click_opens_a_card(panel, qtbot):
    place = panel.view.list.visualRect(panel.model.index(1)).center()
    qtbot.mouseClick(panel.view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.desk.item.title == "Second draft"


def test_a_tag_narrows_every_section_until_it_is_taken_away(panel):
    panel.view.tag_requested.emit("people")
    assert titles(panel) == ["Second draft"]
    assert "people" in panel.view.search_row.chip.text()
    panel.view.search_row.chip.click()
    assert titles(panel) == ["First draft", "Second draft"]


def test_the_menu_of_tags_names_those_in_use(panel):
    menu = panel.view.search_row.tags.menu()
    assert [action.data() for action in menu.actions()] == ["housing", "people"]


def test_delete_puts_a_card_into_the_bin_and_undo_brings_it_back(panel, qtbot):
    panel.view.list.setFocus()
    qtbot.keyClick(panel.view.list, Qt.Key.Key_Delete)
    assert titles(panel) == ["Second draft"]
    assert panel.view.notice.sentence == "“First draft” is in the bin."
    panel.view.notice.buttons[0].click()
    assert titles(panel) == ["First draft", "Second draft"]


def test_what_lies_in_the_bin_can_be_read_and_put_back(panel):
    id = card(panel, 0).id  # noqa: A001
    panel.presenter.put_into_bin(id)
    choose(panel, "bin")
    assert titles(panel) == ["First draft"]
    panel.desk.open(id)
    assert panel.desk.is_read_only
    panel.presenter.put_back(id)
    assert not panel.desk.is_read_only
    assert panel.view.state.sentence == "The bin is empty."


def test_the_open_item_leaves_the_desk_when_it_goes_to_the_bin(panel):
    panel.desk.open(card(panel, 0).id)
    panel.presenter.put_into_bin(card(panel, 0).id)
    assert panel.desk.item is None


def test_words_typed_just_before_the_bin_are_kept(panel):
    id = card(panel, 0).id  # noqa: A001
    panel.desk.open(id)
    panel.desk.change(replace(panel.desk.item, body="last words"))
    panel.presenter.put_into_bin(id)
    assert panel.library.items.get(id).body == "last words"


def test_a_duplicate_is_opened_with_the_keys_in_its_title(panel, qtbot):
    with qtbot.waitSignal(panel.presenter.title_wanted):
        panel.presenter.duplicate(card(panel, 1).id)
    assert "Second draft" in panel.desk.item.title
    assert panel.model.rowCount() == 3


@pytest.mark.parametrize(
    ("kind", "section"), [("post", "drafts"), ("newsletter", "newsletters"), ("snippet", "snippets")]
)
def test_a_new_item_is_open_and_listed_at_once(panel, kind, section):
    choose(panel, "published")
    panel.presenter.make(kind)
    assert panel.desk.item.kind == Kind(kind)
    current = panel.view.current()
    assert current is not None
    assert current.id == panel.desk.item.record.id
    assert panel.view.sections.currentIndex().data(Qt.ItemDataRole.UserRole) == section


def test_two_new_snippets_have_names_of_their_own(panel):
    panel.presenter.make("snippet")
    panel.presenter.make("snippet")
    assert panel.desk.item.name == "snippet-2"


def test_an_autosave_changes_its_card_and_nothing_else(panel, qtbot):
    panel.desk.open(card(panel, 1).id)
    panel.desk.change(replace(panel.desk.item, title="Another title"))
    with qtbot.assertNotEmitted(panel.model.modelReset):
        panel.desk.flush()
    assert titles(panel) == ["First draft", "Another title"]
    assert panel.view.current().title == "Another title"


def test_a_long_list_is_read_page_by_page(library, panel_on, qtbot):
    with library.together():
        for number in range(PAGE + 30):
            library.items.add(Post(title=f"Number {number}"))
    panel = panel_on(library)
    assert panel.model.rowCount() == FIRST
    panel.view.list.scrollToBottom()
    qtbot.waitUntil(lambda: panel.model.rowCount() == PAGE + 30)
    panel.presenter.put_into_bin(card(panel, 110).id)
    assert panel.model.rowCount() == PAGE + 29


def test_an_empty_library_says_what_to_do_and_does_it(library, panel_on):
    panel = panel_on(library)
    assert panel.view.state.sentence == "No drafts yet. Write the first one."
    panel.view.state.act_requested.emit()
    assert panel.desk.item.title == "Untitled post"


def test_a_library_that_cannot_be_read_says_so_with_a_way_out(panel, monkeypatch):
    from newsletter_app.errors import LibraryBusy

    failing = []

    def cards(*_query):
        if failing:
            raise LibraryBusy("Another program holds the library.", hint="Close it.")
        return ()

    panel.model._read = cards
    failing.append(True)
    choose(panel, "all")
    assert panel.view.state.sentence == "Another program holds the library. Close it."


def test_the_menu_of_a_card_offers_what_fits(panel):
    menu = panel.menu.menu_of(card(panel, 0), is_binned=False)
    assert [action.text() for action in menu.actions()] == ["Open", "Rename", "Duplicate", "Move to the bin"]
    menu = panel.menu.menu_of(card(panel, 0), is_binned=True)
    assert [action.text() for action in menu.actions()] == ["Open", "Put back", "Delete for good…"]


def test_a_card_is_read_aloud_with_its_facts(panel):
    words = panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("First draft, Draft, ")
    assert words.endswith("housing")


def test_everything_a_person_uses_has_a_name(panel):
    for name in ("library.list", "library.search", "library.sections", "library.tags", "library.new"):
        assert panel.view.findChild(QWidget, name).accessibleName()


def test_each_section_finds_the_items_that_stand_in_it(panel):
    from newsletter_app.desktop.library.sections import section_of

    for section in SECTIONS[1:]:
        for listed in panel.library.items.cards(section.query):
            assert section_of(panel.library.items.get(listed.id)) is section
    assert panel.library.items.cards(Query())
