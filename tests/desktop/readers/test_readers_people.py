"""A person looks at readers, corrects what is known of them, and lets them go."""

import os
import stat
import time

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLabel

from newsletter_app.content.contact import Contact
from newsletter_app.content.post import Post
from newsletter_app.desktop.tasks import Tasks

pytestmark = pytest.mark.window


@pytest.fixture
def shown(place):
    """The place with its people shown."""
    place.press("readers.state.act")
    return place


@pytest.fixture
def opened(shown, keys):
    """The dialog of Meera Shah."""
    shown.room.person.open(shown.library.readers.find("meera@example.org").id)
    return shown.dialog("readers.person_dialog")


def find(place, qtbot, words):
    place.part("readers.search").setText(words)
    qtbot.waitUntil(lambda: not place.view.panel.people._rest.isActive())


def test_a_word_of_the_name_or_address_finds_people(shown, keys, qtbot):
    keys("mee", where=shown.part("readers.search"))
    qtbot.waitUntil(lambda: shown.names == ["Meera Shah"])
    assert shown.part("readers.people_count").text() == "1 person"
    keys(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown.names) == 3)


def test_what_nobody_has_is_said_with_the_way_back(shown, qtbot):
    find(shown, qtbot, "zzz")
    assert shown.part("readers.people_state.sentence").text() == "Nobody has that in their name or address."
    shown.press("readers.people_state.act")
    assert len(shown.names) == 3


def test_down_and_enter_open_a_person(shown, keys):
    keys(Qt.Key.Key_Down, where=shown.part("readers.search"))
    assert QApplication.focusWidget() is shown.part("readers.people")
    keys(Qt.Key.Key_Down)
    keys(Qt.Key.Key_Return)
    assert shown.dialog("readers.person_dialog").windowTitle() == "Aoife Byrne"


def test_a_person_s_consent_is_shown_word_for_word(opened):
    said = " ".join(label.text() for label in opened.findChildren(QLabel))
    assert "“Yes, send me the newsletter.”" in said
    assert "Consent · given 14 March 2027 · known by: import · from friends.csv" in said


def test_enter_keeps_what_was_corrected(shown, opened, keys):
    opened.fields.last_name.setText("Shah-Price")
    opened.fields.merge.setPlainText("town=Bristol\ngroup = Tuesday")
    keys(Qt.Key.Key_Return, where=opened)
    person = shown.library.readers.find("meera@example.org")
    assert person.last_name == "Shah-Price"
    assert person.fields == (("group", "Tuesday"), ("town", "Bristol"))
    assert "Meera Shah-Price" in shown.names
    assert shown.dialogs() == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("meera", "The address has no @."),
        ("a@b@example.org", "more than one @"),
        ("", "There is no address."),
    ],
)
def test_an_address_that_is_none_is_said_below_it(shown, opened, keys, address, said):
    opened.fields.address.setText(address)
    keys(Qt.Key.Key_Return, where=opened)
    trouble = shown.part("readers.person.address_trouble")
    assert trouble.isVisible()
    assert said in trouble.text()
    assert shown.library.readers.find("meera@example.org")


def test_an_address_somebody_else_has_is_refused(shown, opened, keys):
    opened.fields.address.setText("tom@example.org")
    keys(Qt.Key.Key_Return, where=opened)
    assert "Another reader has that address." in shown.part("readers.person_trouble").text()


def test_a_merge_field_without_a_name_is_said_below_it(shown, opened, keys):
    opened.fields.merge.setPlainText("Bristol")
    keys(Qt.Key.Key_Return, where=opened)
    assert "“Bristol” is no merge field." in shown.part("readers.person.fields_trouble").text()


def test_somebody_is_taken_off_one_list_and_stays_on_the_other(shown, opened):
    other = shown.library.readers.make_list("Partners")
    shown.room.person.open(opened.person.id)
    friends = shown.room.lists.chosen_id
    shown.press(f"readers.person_leave.{friends}")
    assert shown.library.readers.memberships(opened.person.id) == ()
    assert shown.library.readers.find("meera@example.org").unsubscribed is None
    assert shown.names == ["Tom Baker", "Aoife Byrne"]
    assert other.people == 0
    assert opened.isVisible()


def test_unsubscribing_says_what_it_means_and_enter_does_not_do_it(shown, opened, keys):
    shown.press("readers.person_unsubscribe")
    question = shown.dialog("readers.unsubscribe")
    assert "no import brings them back" in shown.part("readers.unsubscribe.sentence").text()
    keys(Qt.Key.Key_Return, where=question)
    assert shown.library.readers.find("meera@example.org").unsubscribed is None
    shown.press("readers.person_unsubscribe")
    keys(Qt.Key.Key_Space, where=shown.part("readers.unsubscribe.act"))
    assert shown.library.readers.find("meera@example.org").unsubscribed is not None
    assert shown.part("readers.person_state").text().startswith("Unsubscribed on ")
    assert not opened.unsubscribe.isVisible()
    assert shown.part("readers.list_facts").text().startswith("2 people get mail · 1 unsubscribed")


@pytest.mark.parametrize(
    ("name", "holds"), [("all.html", "<h1>What is kept about you"), ("all.json", '"contact": [')]
)
def test_everything_about_a_person_is_written_for_the_owner_alone(shown, opened, tmp_path, name, holds):
    file = tmp_path / name
    shown.room.person.files.write(opened.person.id, file, as_json=name.endswith("json"))
    assert holds in file.read_text()
    assert "meera@example.org" in file.read_text()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert shown.said == f"“{name}” holds personal data: give it to that person alone."


def test_erasing_waits_for_the_word(shown, opened, keys):
    opened.erase.click()
    dialog = shown.dialog("readers.erase_dialog")
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "A hash of the address stays" in said
    act = shown.part("readers.erase_act")
    assert not act.isEnabled()
    keys("erase", where=dialog.field)
    assert act.isEnabled()
    keys(Qt.Key.Key_Return, where=dialog)
    assert shown.library.readers.find("meera@example.org")


def test_an_erased_person_is_gone_and_what_still_names_them_can_be_opened(shown, keys, qtbot):
    post = shown.library.items.add(Post(title="Thanks", body="Write to meera@example.org.")).item
    shown.room.person.open(shown.library.readers.find("meera@example.org").id)
    shown.dialog("readers.person_dialog").erase.click()
    dialog = shown.dialog("readers.erase_dialog")
    keys("Erase", where=dialog.field)
    keys(Qt.Key.Key_Space, where=shown.part("readers.erase_act"))
    assert shown.names == ["Tom Baker", "Aoife Byrne"]
    told = shown.dialog("readers.erased_dialog")
    assert told.items.item(0).text() == "Thanks"
    with qtbot.waitSignal(shown.room.item_requested) as asked:
        keys(Qt.Key.Key_Return, where=told)
    assert asked.args == [post.record.id]
    assert shown.library.readers.count() == 2


def test_an_erasure_that_nothing_else_names_ends_with_close(shown, opened, keys):
    opened.erase.click()
    keys("erase", where=shown.dialog("readers.erase_dialog").field)
    keys(Qt.Key.Key_Space, where=shown.part("readers.erase_act"))
    keys(Qt.Key.Key_Return, where=shown.dialog("readers.erased_dialog"))
    QCoreApplication.processEvents()
    assert shown.dialogs() == []


def test_an_address_that_is_no_reader_s_is_looked_up_in_the_whole_library(shown, keys, qtbot, library):
    library.items.add(Post(title="Thanks", body="Write to zoe@example.org."))
    library.items.add(Post(title="Others", body="Nobody is named."))
    shown.part("readers.lists").setFocus()
    keys(Qt.Key.Key_Up)
    shown.press("readers.state.act")
    find(shown, qtbot, "nowhere@example.org")
    assert shown.part("readers.people_state.sentence").text() == "No reader has this address."
    shown.press("readers.people_state.act")
    assert shown.said == "Nothing in this library names that address."
    find(shown, qtbot, "Zoe@Example.org")
    shown.press("readers.people_state.act")
    assert "posts, newsletters and snippets" in shown.part("readers.stranger_where").text()
    shown.part("readers.stranger_erase").click()
    keys("erase", where=shown.dialog("readers.erase_dialog").field)
    keys(Qt.Key.Key_Space, where=shown.part("readers.erase_act"))
    told = shown.dialog("readers.erased_dialog")
    assert [told.items.item(row).text() for row in range(told.items.count())] == ["Thanks"]
    assert "readers.stranger_dialog" not in shown.dialogs()


def test_without_the_key_nobody_is_unsubscribed_and_it_is_said(shown, place_on, library):
    shown.parts.readership.unsubscribe("tom@example.org")
    elsewhere = place_on(library)
    elsewhere.room.person.open(library.readers.find("meera@example.org").id)
    elsewhere.room.person._unsubscribe(library.readers.find("meera@example.org"))
    assert "key" in elsewhere.part("readers.person_trouble").text()
    assert library.readers.find("meera@example.org").unsubscribed is None


def test_people_are_read_two_hundred_at_a_time(place_on, library, fill):
    fill("Many", [Contact(f"r{number:03}@example.org") for number in range(450)])
    place = place_on(library)
    place.press("readers.state.act")
    model, table = place.view.panel.people.model, place.part("readers.people")
    assert model.rowCount() == 200
    table.scrollToBottom()
    QCoreApplication.processEvents()
    assert model.rowCount() == 400
    table.scrollToBottom()
    QCoreApplication.processEvents()
    assert model.rowCount() == 450
    assert not model.canFetchMore(model.index(-1, -1))


def test_the_window_stays_fluid_with_ten_thousand_readers(place_on, library, fill):
    fill("Many", [Contact(f"r{number:05}@example.org", "Ann", f"N{number}") for number in range(10_000)])
    tasks = Tasks()
    place = place_on(library, tasks)
    try:
        longest = watch(lambda: place.part("readers.list_facts").text().startswith("10,000"))
        place.press("readers.state.act")
        longest = max(longest, watch(lambda: len(place.names) == 200))
        place.part("readers.search").setText("n9999")
        longest = max(longest, watch(lambda: place.names == ["Ann N9999"]))
    finally:
        assert tasks.close()
    assert longest < 0.25  # seconds, on a shared machine


def watch(is_done):
    """Let the loop of events run until `is_done`; return the seconds that its longest round took."""
    longest, end = 0.0, time.monotonic() + 10
    while not is_done():
        assert time.monotonic() < end
        begun = time.monotonic()
        QCoreApplication.processEvents()
        longest = max(longest, time.monotonic() - begun)
    return longest
