"""A person brings readers in, from a file or one by one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from newsletter_app.content.contact import Ground

pytestmark = pytest.mark.window

CSV = """Email Address,First Name,Town
ann@example.org,Ann,Bath
ANN@Example.org,Ann,Bath
bea@example.org,Bea,York
"""


@pytest.fixture
def looked_at(place, tmp_path):
    """Return what lets a file be looked at."""

    def look(text, name="new.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        place.room.bring_in.read(file)
        return place.dialog("readers.import_dialog")

    return look


def words(dialog, name):
    return dialog.findChild(QPlainTextEdit, name).toPlainText()


def test_the_file_is_shown_before_anything_is_changed(place, looked_at):
    dialog = looked_at(CSV)
    assert dialog.windowTitle() == "Bring in 2 readers"
    summary = place.part("readers.import_summary").text()
    assert summary == "“new.csv” has 2 readers. 1 line repeats an address further up and counts once: line 3."
    columns = words(dialog, "readers.import_columns")
    assert "Email Address → address" in columns
    assert "Town → merge field {{town}}" in columns
    assert dialog.list_name.currentText() == "Friends"
    assert place.library.readers.count() == 3


@pytest.mark.parametrize("button", ["readers.import", "readers.state.act"])
def test_the_file_is_asked_for_once(place_on, library, button, monkeypatch):
    place, asked = place_on(library), []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (asked.append(1), ("", ""))[1])
    place.press(button)
    assert asked == [1]


def test_without_the_wording_nothing_comes(place, looked_at, keys):
    dialog = looked_at(CSV)
    keys(Qt.Key.Key_Return, where=dialog)
    trouble = place.part("readers.import_consent.wording_trouble")
    assert trouble.isVisible()
    assert trouble.text().startswith("Give the words that they agreed to")
    assert place.library.readers.count() == 3


def test_enter_brings_them_onto_a_new_list_with_their_consent(place, looked_at, keys):
    dialog = looked_at(CSV)
    dialog.list_name.setEditText("Newcomers")
    assert "A new list is made." in place.on_screen
    keys("They signed up at the fair.", where=dialog.consent.wording)
    dialog.consent.ground.setCurrentIndex(dialog.consent.ground.findData(str(Ground.SOFT_OPT_IN)))
    dialog.consent.offered.setChecked(True)
    keys(Qt.Key.Key_Return, where=dialog)
    readers = place.library.readers
    person = readers.find("ann@example.org")
    (on,) = readers.memberships(person.id)
    assert on.consent.ground is Ground.SOFT_OPT_IN
    assert on.consent.wording == "They signed up at the fair."
    assert on.consent.opt_out_offered
    assert on.consent.source == "new.csv"
    assert place.said == "2 readers have come onto “Newcomers”."
    assert place.part("readers.list_name").text() == "Newcomers"
    assert place.names == []


def test_a_new_list_s_name_is_taken_letter_by_letter_and_enter_goes_on(place, looked_at, keys):
    dialog = looked_at(CSV)
    dialog.consent.wording.setPlainText("Yes")
    name = dialog.list_name.lineEdit()
    name.selectAll()
    keys("Fri", where=name)
    keys(Qt.Key.Key_Return, where=name)
    assert [of.name for of in place.library.readers.lists()] == ["Fri", "Friends"]
    assert place.library.readers.list_called("Fri").people == 2


def test_faulty_lines_are_named_and_nothing_can_come(place, looked_at, keys):
    dialog = looked_at("email,first_name\nann@example.org,Ann\nnobody,Bea\na@b@example.org,Cai\n")
    assert dialog.windowTitle() == "Lines to correct in “new.csv”"
    assert words(dialog, "readers.import_faults").splitlines() == [
        "Line 3: The address has no @.",
        "Line 4: The address has more than one @.",
    ]
    assert not place.part("readers.import_start").isVisible()
    keys(Qt.Key.Key_Return, where=dialog)
    assert place.library.readers.count() == 3
    assert place.dialogs() == []


def test_a_file_without_addresses_is_said_on_the_place(place, tmp_path):
    file = tmp_path / "wrong.csv"
    file.write_text("town,colour\nBath,red\n", encoding="utf-8")
    place.room.bring_in.read(file)
    assert "No column of “wrong.csv” is called email" in place.said
    place.room.bring_in.read(tmp_path / "gone.csv")
    assert place.said.startswith("“gone.csv” could not be read.")


def test_who_unsubscribed_is_kept_out_and_it_is_said_by_line(place, looked_at, keys):
    place.parts.readership.unsubscribe("tom@example.org")
    dialog = looked_at("email\nTOM@example.org\nbea@example.org\n")
    keys("Yes", where=dialog.consent.wording)
    keys(Qt.Key.Key_Return, where=dialog)
    assert "1 reader has come" in place.said
    assert "1 line was kept out, for that person has unsubscribed or was erased: line 2." in place.said
    assert "@" not in place.said


def test_what_stands_in_the_way_of_the_import_is_said_in_its_dialog(
    place, place_on, looked_at, tmp_path, keys
):
    place.parts.readership.unsubscribe("tom@example.org")
    elsewhere = place_on(place.library)
    file = tmp_path / "new.csv"
    file.write_text(CSV, encoding="utf-8")
    elsewhere.room.bring_in.read(file)
    dialog = elsewhere.dialog("readers.import_dialog")
    keys("Yes", where=dialog.consent.wording)
    keys(Qt.Key.Key_Return, where=dialog)
    assert "key" in elsewhere.part("readers.import_trouble").text()
    assert elsewhere.part("readers.import_start").isEnabled()
    assert place.library.readers.count() == 3


def test_one_person_is_added_by_keys_with_their_consent(place, keys):
    place.press("readers.add")
    dialog = place.dialog("readers.add_dialog")
    keys("zoe@example.org", where=dialog.fields.address)
    keys("She asked on the telephone.", where=dialog.consent.wording)
    keys(Qt.Key.Key_Return, where=dialog)
    person = place.library.readers.find("zoe@example.org")
    (on,) = place.library.readers.memberships(person.id)
    assert on.consent.how == "by hand"
    assert on.consent.wording == "She asked on the telephone."
    assert place.said == "z…@e… is on “Friends” now."
    assert place.part("readers.list_facts").text().startswith("4 people get mail")


def test_who_unsubscribed_is_not_added_by_hand_either(place, keys):
    place.parts.readership.unsubscribe("tom@example.org")
    place.press("readers.add")
    dialog = place.dialog("readers.add_dialog")
    keys("Tom@example.org", where=dialog.fields.address)
    keys("He asked.", where=dialog.consent.wording)
    keys(Qt.Key.Key_Return, where=dialog)
    assert place.part("readers.add_trouble").isVisible()
    assert "@" not in place.part("readers.add_trouble").text()
    assert dialog.isVisible()
