"""Settings survive a round trip, a broken file and a hand that writes nonsense."""

import os
import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter_app import settings as module
from newsletter_app.errors import Unavailable
from newsletter_app.library.files import write_file
from newsletter_app.settings import Choice, Range, Settings, declared, load, save, written

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
names = st.text('abcdefgh-_." é\n', max_size=10)
made = st.builds(
    Settings,
    library=texts,
    theme=st.sampled_from(("system", "light", "dark")),
    editor_font=texts,
    editor_size=st.integers(10, 32),
    editor_width=st.integers(40, 120),
    window=texts,
    splitters=texts,
    open_item=texts,
    recent_libraries=st.lists(texts, max_size=4).map(tuple),
    exports=st.dictionaries(
        names, st.dictionaries(names, texts, max_size=3).map(lambda d: tuple(sorted(d.items())))
    ),
)


@given(made)
def test_what_is_written_reads_the_same(settings: Settings):
    assert module._settings_of(tomllib.loads(written(settings))) == settings


def test_what_is_saved_is_loaded(tmp_path: Path):
    settings = (
        Settings(theme="dark", editor_size=18)
        .with_library("/a/b")
        .with_export("blog", {"pictures": "inline"})
    )

    save(settings, tmp_path / "new", write_file)

    assert load(tmp_path / "new") == settings


def test_without_a_file_there_are_the_usual_ones(tmp_path: Path):
    assert load(tmp_path) == Settings()


@pytest.mark.parametrize("broken", [b"theme = ", b"\xff\xfe\x00", b"[[["])
def test_a_broken_file_is_set_aside_and_said(tmp_path: Path, broken: bytes):
    (tmp_path / "settings.toml").write_bytes(broken)

    notes: list[str] = []

    assert load(tmp_path, notes.append) == Settings()

    assert "settings.toml.broken" in notes[0]
    assert (tmp_path / "settings.toml.broken").read_bytes() == broken
    assert load(tmp_path, notes.append) == Settings()
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("line", "settings"),
    [
        ("editor_size = 400", Settings(editor_size=32)),
        ("editor_size = -1", Settings(editor_size=10)),
        ('editor_size = "big"', Settings()),
        ("editor_size = true", Settings()),
        ('theme = "pink"', Settings()),
        ("theme = 3", Settings()),
        ("recent_libraries = 3", Settings()),
        ("exports = 3", Settings()),
        ("exports = {blog = 3}", Settings()),
        ("from_a_newer_version = 1", Settings()),
    ],
)
def test_nonsense_in_one_setting_spoils_no_other(tmp_path: Path, line: str, settings: Settings):
    (tmp_path / "settings.toml").write_text(f'open_item = "abc"\n{line}\n', encoding="utf-8")

    loaded = load(tmp_path)

    assert loaded == module.dataclasses.replace(settings, open_item="abc")


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    save(Settings(theme="dark"), tmp_path, write_file)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable) as caught:
        save(Settings(theme="light"), tmp_path, write_file)
    monkeypatch.undo()

    assert caught.value.message.endswith(".")
    assert load(tmp_path).theme == "dark"
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["settings.toml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_person_may_read_them(tmp_path: Path):
    save(Settings(), tmp_path, write_file)

    assert stat.S_IMODE((tmp_path / "settings.toml").stat().st_mode) == 0o600


def test_the_library_opened_last_heads_the_recent_ones():
    settings = Settings()
    for number in (*range(10), 3):
        settings = settings.with_library(str(number))

    assert settings.recent_libraries == ("3", "9", "8", "7", "6", "5", "4", "2")


def test_every_default_lies_within_what_is_declared():
    for name, each in declared().items():
        default = getattr(Settings(), name)
        match each.limits:
            case Range(least, most):
                assert least <= default <= most
            case Choice(among):
                assert default in among
