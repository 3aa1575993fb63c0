"""Holds every target to the same promises."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsletter_app.errors import NeedsConfirmation
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.registry import TARGETS

NAMES = [target.name for target in TARGETS]
_OURS = (
    "asset:",
    "data-block",
    "app://",
    "calendar:",
    "todo:",
    "missing:",
    'class="merge"',
    'class="lost-link"',
    "{{",
    "$html",
)
_KEPT_IN_MARKDOWN = ("todo:", "missing:", "{{")

_SECOND_PROCESS = """
import hashlib, importlib.util, sys
from pathlib import Path
from newsletter_app.exporting.exporting import Exporting
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.paths import shipped_templates
from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.template_filling_here import fill_here
from newsletter_app.rendering.templates import Templates

library = open_library(Path(sys.argv[1]), clean_picture, make=False)
exporting = Exporting(library, ArticlesHere(), Templates([shipped_templates()], fill_here))
item = library.items.get(sys.argv[2])
for target in sys.argv[3:]:
    page = exporting.page(item, target)
    digest = hashlib.sha256(page.text.encode())
    for file in page.files:
        digest.update(file.name.encode() + file.data)
    print(target, digest.hexdigest())
"""


@pytest.fixture(params=["post", "newsletter"])
def item(request, sample):
    return getattr(sample, request.param)


def _digest(page):
    digest = hashlib.sha256(page.text.encode())
    for file in page.files:
        digest.update(file.name.encode() + file.data)
    return digest.hexdigest()


def test_names_and_labels_are_told_apart():
    assert len({target.name for target in TARGETS}) == len(TARGETS)
    assert len({target.label for target in TARGETS}) == len(TARGETS)


@pytest.mark.parametrize("target", TARGETS, ids=NAMES)
def test_a_target_says_what_it_is(target):
    assert re.fullmatch(r"[a-z]+", target.name)
    assert target.label[:1].isupper()
    assert target.suffix == "" or re.fullmatch(r"\.[a-z]+", target.suffix)
    assert target.family in {"", "mail", "blog", "page"}


@pytest.mark.parametrize("target", NAMES)
def test_the_same_input_gives_the_same_bytes(target, item, exporting):
    assert exporting.page(item, target) == exporting.page(item, target)


def test_another_process_gives_the_same_bytes(sample, exporting):
    folder = str(sample.library.folder)
    command = [sys.executable, "-c", _SECOND_PROCESS, folder, sample.newsletter.record.id, *NAMES]
    environment = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LANG": "C", "PATH": "/usr/bin:/bin"}
    answer = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    there = dict(line.split() for line in answer.splitlines())
    assert there == {name: _digest(exporting.page(sample.newsletter, name)) for name in NAMES}


@pytest.mark.parametrize("target", NAMES)
def test_nothing_of_ours_is_left(target, item, exporting):
    page = exporting.page(item, target)
    texts = [page.text, *(file.data.decode("utf-8", "replace") for file in page.files)]
    for sign in _OURS:
        if target == "markdown" and sign in _KEPT_IN_MARKDOWN:
            continue
        assert not any(sign in text for text in texts), sign


@pytest.mark.parametrize("target", NAMES)
def test_every_picture_and_file_that_is_named_is_there(target, item, exporting, tmp_path):
    out = tmp_path / "out" / f"page{exporting.target(target).suffix}"
    out.parent.mkdir()
    written = exporting.export(item, target, out).files
    assert all(file.is_file() for file in written)
    named = 0
    for file in (file for file in written if file.suffix in (".html", ".md", ".txt")):
        for name in re.findall(r"(?:\.\./)?assets/[\w.-]+", file.read_text()):
            assert (file.parent / name).is_file()
            named += 1
    assert named or target in ("text", "eml")


@pytest.mark.parametrize("target", NAMES)
def test_each_picture_is_named_by_what_it_holds(target, item, exporting, tmp_path):
    out = tmp_path / f"page{exporting.target(target).suffix}"
    for file in exporting.export(item, target, out).files:
        if file.suffix == ".png":
            assert file.stem == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize("target", NAMES)
def test_nothing_is_replaced_unasked(target, item, exporting, tmp_path):
    out = tmp_path / f"page{exporting.target(target).suffix}"
    first = exporting.export(item, target, out)
    before = _tree(tmp_path)
    with pytest.raises(NeedsConfirmation, match=re.escape(str(out))):
        exporting.export(item, target, out)
    assert _tree(tmp_path) == before
    assert exporting.export(item, target, out, force=True) == first
    assert _tree(tmp_path) == before


@pytest.mark.parametrize("target", NAMES)
def test_notes_are_sentences(target, item, exporting):
    for note in exporting.page(item, target, Choices(pictures="inline")).notes:
        assert note.endswith(".")


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
