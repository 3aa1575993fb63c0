"""A library on disk, a desk, and a preview that renders paragraphs."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from newsletter_app.content.article import Place
from newsletter_app.content.changes import Changes
from newsletter_app.content.items import Item
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.preview.addresses import register_scheme
from newsletter_app.desktop.preview.chromium import close_the_network
from newsletter_app.desktop.preview.presenter import PreviewPresenter
from newsletter_app.desktop.preview.remembered_views import RememberedViews
from newsletter_app.desktop.preview.view import PreviewView
from newsletter_app.desktop.preview.web_sheet import WebSheet
from newsletter_app.desktop.tasks import Tasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.errors import TemplateError
from newsletter_app.library.reasons import Reason
from newsletter_app.paths import resources

close_the_network()
register_scheme()


@dataclass(frozen=True, slots=True)
class Kept:
    item: Item
    changes: Changes


class Shelf:
    """Keeps items in memory."""

    def __init__(self, *items: Item) -> None:
        self.items = {item.record.id: item for item in items}

    def get(self, id: str) -> Item:  # noqa: A002  # noqa: A002
        return self.items[id]

    def save(self, item: Item, *, keep: bool, reason: Reason = Reason.SAVED) -> Kept:
        item = item.with_record(replace(item.record, version=item.record.version + 1))
        self.items[item.record.id] = item
        return Kept(item, Changes.of(item.kind, item.record.id))

    def add(self, item: Item) -> Kept:
        return self.save(item, keep=True)


@dataclass(frozen=True, slots=True)
class Page:
    html: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Patch:
    first: int
    removed: int
    added: tuple[str, ...]
    places: tuple[Place, ...]


class ParagraphPreviews:
    """Renders a paragraph for each block between empty lines; a body with BROKEN is a template's error."""

    def __init__(self) -> None:
        self.shown: dict[str, list[str]] = {}
        self.frames = self.updates = 0

    def frame(
        self, item: Post | Newsletter, view: str, *, template: str = "", dark: bool = False, session: str
    ):
        self.frames += 1
        body = item.body if isinstance(item, Post) else item.introduction
        if "BROKEN" in body:
            raise TemplateError("The template cannot be used.", hint="Mend it.", file="page.html.j2", line=7)
        blocks, places = split(body)
        self.shown[session] = blocks
        style = "background:#111;color:#eee" if dark else ""
        inner = "".join(f'<div class="block">{block}</div>' for block in blocks)
        page = (
            '<!doctype html><html lang="en"><head><title>t</title>'
            f"<style>body{{margin:16px;{style}}}</style></head>"
            f'<body class="{view}"><h1>{escape(item.title)}</h1>'
            f'<div data-blocks="">{inner}</div></body></html>'
        )
        return Page(page, places)

    def update(self, item: Post, session: str) -> Patch:
        self.updates += 1
        old, (new, places) = self.shown[session], split(item.body)
        first = 0
        while first < min(len(old), len(new)) and old[first] == new[first]:
            first += 1
        same = 0
        while same < min(len(old), len(new)) - first and old[-1 - same] == new[-1 - same]:
            same += 1
        self.shown[session] = new
        return Patch(first, len(old) - first - same, tuple(new[first : len(new) - same]), places)


def split(body: str) -> tuple[list[str], tuple[Place, ...]]:
    blocks, places, at, line = [], [], 0, 1
    for part in body.split("\n\n"):
        if part.strip():
            words = part if part.startswith("<") else f"<p>{escape(part)}</p>"
            blocks.append(words)
            places.append(Place(at, at + len(part), line))
        at += len(part) + 2
        line += part.count("\n") + 2
    return blocks, tuple(places)


def post(body: str, item_id: str) -> Post:
    return Post(title="A title", body=body, record=Record(id=item_id, version=1))


@pytest.fixture
def theme(qapp, qtbot: QtBot) -> Theme:
    return Theme(qapp, resources() / "styles")


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "0500010d0a2db40000000049454e44ae426082"
)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    (tmp_path / hashlib.sha256(PNG).hexdigest()).write_bytes(PNG)
    return tmp_path


@dataclass
class Room:
    """All parts of a preview in a window."""

    view: PreviewView
    presenter: PreviewPresenter
    desk: Desk
    tasks: Tasks
    sheet: WebSheet
    previews: ParagraphPreviews
    changes: LibraryChanges
    qtbot: QtBot

    def open(self, body: str, item_id: str = "aaaabbbbcccc") -> None:
        self.desk._shelf.items[item_id] = post(body, item_id)
        self.desk.open(item_id)
        first = re.sub("<[^>]*>", "", body.split("\n\n")[0])[:20]
        self.wait_for(lambda: first in self.text())

    def write(self, body: str) -> None:
        self.desk.change(replace(self.desk.item, body=body))

    def js(self, code: str) -> object:
        answers: list[object] = []
        self.sheet.page.runJavaScript(f"JSON.stringify({code.rstrip(';')})", 1, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
        return json.loads(answers[0] or "null")

    def text(self) -> str:
        return str(self.js("globalThis.preview ? preview.text() : ''")) if self.sheet.is_ready else ""

    def wait_for(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=10_000)

    def click(self, x: float, y: float) -> None:
        inner = self.sheet._view.focusProxy()
        zoom = self.sheet.page.zoomFactor()
        from PySide6.QtCore import QPoint

        self.qtbot.mouseClick(inner, Qt.MouseButton.LeftButton, pos=QPoint(round(x * zoom), round(y * zoom)))


@pytest.fixture
def room(theme: Theme, qtbot: QtBot, pictures: Path, tmp_path: Path) -> Iterator[Room]:
    holder = QObject()
    tasks, changes = Tasks(holder), LibraryChanges(holder)
    desk = Desk(Shelf(), tasks, changes, parent=holder)
    view = PreviewView(theme)
    previews = ParagraphPreviews()
    presenter = PreviewPresenter(
        view, desk, tasks, previews, changes, RememberedViews(KeptSettings(tmp_path))
    )
    sheet = WebSheet(lambda sha: pictures / sha, view)
    view.resize(500, 600)
    view.show()
    view.put_sheet(sheet)
    yield Room(view, presenter, desk, tasks, sheet, previews, changes, qtbot)
    desk.flush()
    assert tasks.close()
    view.close()
    view.deleteLater()
    qtbot.waitUntil(lambda: not qtbot_alive(view), timeout=5000)
    holder.deleteLater()


def qtbot_alive(widget: QObject) -> bool:
    import shiboken6

    return shiboken6.isValid(widget)
