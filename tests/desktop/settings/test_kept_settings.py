"""What is chosen outlasts a power cut, and a kill leaves nothing lying about."""

import os
import stat
import sys

import pytest

from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.library.part_files import part_file

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows syncs no folders, nor says who holds a file"
)


def test_a_choice_and_its_name_are_on_the_disk_when_it_is_told(qapp, tmp_path, monkeypatch):
    synced, real = [], os.fsync

    def fsync(handle):
        synced.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    KeptSettings(tmp_path).change(theme="dark")
    assert synced == ["file", "folder"]


def test_what_a_killed_program_left_half_written_is_gone_at_the_next_start(qapp, tmp_path):
    folder = tmp_path / "config"
    KeptSettings(folder).change(theme="dark")
    left = folder / ".newsletter-editor-0123456789ab.part"
    left.write_bytes(b"theme = ")
    with part_file(folder) as held:
        assert KeptSettings(folder).value.theme == "dark"
        assert sorted(folder.iterdir()) == sorted([folder / "settings.toml", held])


def test_a_choice_is_written_by_way_of_a_part_that_the_next_start_would_find(qapp, tmp_path, monkeypatch):
    seen, real = [], os.fsync

    def fsync(handle):
        seen.append({path.name for path in tmp_path.glob(".*")})
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    KeptSettings(tmp_path).change(theme="dark")
    ((part,), *_rest) = seen
    assert part.endswith(".part")
