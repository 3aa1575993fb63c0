"""A check finds what is torn among readers, accounts and runs, without telling an address."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.versions import SCHEMA_VERSION

FIXTURE = Path(__file__).parent / "fixtures" / f"schema-{SCHEMA_VERSION}"
SPOILS = {
    "UPDATE contact SET fields = '{' WHERE id = 'meeracontact'": "reader meeracontact",
    "UPDATE contact SET address_key = 'other@example.test' WHERE id = 'meeracontact'": "reader meeracontact",
    "UPDATE contact SET created = 9999999999999999999 WHERE id = 'meeracontact'": "reader meeracontact",
    "UPDATE contact SET token = '' WHERE id = 'meeracontact'": "reader meeracontact",
    "UPDATE membership SET ground = 'nonsense'": "Why the reader",
    "UPDATE reader_list SET folded = 'x'": "list “Friends”",
    "UPDATE suppression SET hash = 'rosa@example.test'": "those who left",
    "UPDATE account SET details = '{}'": "mail account “Main”",
    "UPDATE account SET details = 'x'": "mail account “Main”",
    "UPDATE mail_test SET newsletter = (SELECT id FROM item WHERE slug = 'out')": "no newsletter",
    "UPDATE run SET state = 'lost'": "sending marchrun0000 cannot",
    "UPDATE run SET reason = 'bored'": "sending marchrun0000 cannot",
    "DELETE FROM run_content": "sends is missing",
    "UPDATE delivery SET state = 'lost' WHERE number = 1": "Message 1",
    "UPDATE delivery SET merge_values = '[1' WHERE number = 1": "Message 1",
    "DELETE FROM delivery WHERE number = 1": "Messages of the sending",
    "UPDATE delivery SET state = 'pending' WHERE number = 1": "still wait",
    "PRAGMA foreign_keys=OFF; DELETE FROM reader_list": "belongs to no row",
    "PRAGMA foreign_keys=OFF; DELETE FROM run": "belongs to no row",
}


@pytest.mark.parametrize("statement", SPOILS)
def test_a_torn_row_is_a_sentence_without_an_address(statement, tmp_path):
    folder = tmp_path / "library"
    shutil.copytree(FIXTURE, folder)
    with contextlib.closing(sqlite3.connect(folder / "library.sqlite", isolation_level=None)) as spoiler:
        spoiler.executescript(statement)
    with open_library(folder, clean_picture, make=False) as library:
        faults = library.upkeep.check()
    assert any(SPOILS[statement] in fault for fault in faults), faults
    assert all(fault.endswith(".") and "example.test" not in fault for fault in faults)
