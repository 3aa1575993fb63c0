"""A command that writes makes a library where nothing is known of one, and none where one should be."""

import pytest

from newsletter_app import cli, paths, settings
from newsletter_app.content.post import Post
from newsletter_app.library.files import write_file
from newsletter_app.library.journal import Journal
from newsletter_app.settings import Settings

NEW = ("new", "post", "--title", "x")


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSLETTER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "stick" / "library"


def said(capsys, *arguments):
    status = cli.run([str(each) for each in arguments], lambda _library: 0)
    return status, capsys.readouterr().err


def test_the_library_of_the_settings_is_not_made_where_its_drive_is_missing(home, place, capsys):
    settings.save(Settings(library=str(place)), paths.config_folder(), write_file)
    status, err = said(capsys, *NEW)
    assert status == 1
    assert "Connect its drive again" in err
    assert not place.parent.exists()
    place.mkdir(parents=True)  # where a drive is put in, its empty folder may stay
    assert said(capsys, *NEW)[0] == 1
    assert said(capsys, "--library", place, *NEW)[0] == 0


@pytest.mark.parametrize("is_recent", [True, False])
def test_one_that_was_open_in_a_window_is_not_made_where_its_folder_is_gone(home, place, capsys, is_recent):
    if is_recent:
        settings.save(Settings().having_opened(str(place)), paths.config_folder(), write_file)
    else:
        journal = Journal(paths.state_folder(), "some library", place)
        journal.keep(Post(title="Harbour"), is_sent=False)
        journal.close()
    status, err = said(capsys, "--library", place, *NEW)
    assert status == 1
    assert "--library" in err
    assert not place.parent.exists()
    place.mkdir(parents=True)
    assert said(capsys, "--library", place, *NEW)[0] == 0


def test_a_library_that_is_there_is_written_to_whatever_is_known_of_it(home, place, capsys):
    settings.save(Settings(library=str(place)), paths.config_folder(), write_file)
    place.mkdir(parents=True)
    said(capsys, "--library", place, *NEW)
    assert said(capsys, *NEW)[0] == 0


def test_where_nothing_is_known_one_is_made(home, place, capsys):
    """The control."""
    assert said(capsys, *NEW)[0] == 0
    assert said(capsys, "--library", place, *NEW)[0] == 0
    assert (place / "library.sqlite").exists()
