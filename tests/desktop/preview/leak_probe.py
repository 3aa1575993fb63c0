"""Shows hostile pages in the preview, or as a control in a bare page, with a server listening.

Run as a process of its own: `leak_probe.py preview|control FOLDER`. Prints one JSON object.
"""

import json
import os
import socket
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import leak_vectors  # noqa: E402

CANARY = "canary-in-a-file"
IS_CONTROL, FOLDER = sys.argv[1] == "control", Path(sys.argv[2])
WAIT_MS = 1500
TRIES = 8
"""How often the control is shown a page again: one that the page before it left behind may take its place."""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "0500010d0a2db40000000049454e44ae426082"
)


class Listener(threading.Thread):
    """Counts every connect, whatever is said on it."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.connects = 0
        self.asked: set[str] = set()

    def run(self) -> None:
        while True:
            line, _address = self.server.accept()
            self.connects += 1
            threading.Thread(target=self.answer, args=(line,), daemon=True).start()

    def answer(self, line: socket.socket) -> None:
        line.settimeout(2)
        try:
            words = line.recv(4000).decode("latin-1").split()
            self.asked.add(words[1] if len(words) > 1 else "connected only")
            line.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            line.close()
        except OSError:
            self.asked.add("connected only")


def documents(port: int) -> list[str]:
    words = {"u": f"http://127.0.0.1:{port}", "u2": f"http://127.0.0.1:{port}", "w": f"ws://127.0.0.1:{port}"}
    quiet = "\n".join(v.format(**words) for v in leak_vectors.ORDINARY)
    loud = [v.format(**words) for v in leak_vectors.SCRIPTED]
    files = "".join(
        f'<img class=local src="{(FOLDER / "canary.png").as_uri()}">'
        f'<iframe src="{(FOLDER / "canary.txt").as_uri()}"></iframe>'
        f'<object data="{(FOLDER / "canary.txt").as_uri()}"></object>'
        f"<script>fetch('{(FOLDER / 'canary.txt').as_uri()}').then(a => a.text())"
        ".then(t => document.title = t)</script>"
    )
    alone = [v.format(**words) for v in leak_vectors.ALONE]
    box = '<!doctype html><html><head></head><body><div data-blocks="">{}</div></body></html>'
    return [
        box.format(quiet),
        *[box.format(quiet[-200:] + v) for v in loud],
        box.format(leak_vectors.RAN),
        box.format(files),
        *alone,
    ]


class Probe:
    """One page and its listener, looked at after each document."""

    def __init__(self) -> None:
        from newsletter_app.desktop.preview import chromium

        if not IS_CONTROL:
            chromium.close_the_network()
        from PySide6.QtCore import QEventLoop, QTimer
        from PySide6.QtWidgets import QApplication

        self.app = QApplication(sys.argv)
        self.listener = Listener()
        self.listener.start()
        self.loop = QEventLoop()
        self.limit = QTimer(singleShot=True)
        self.limit.timeout.connect(self.loop.quit)
        self.seen: dict[str, object] = {"titles": [], "loaded": 0, "pictures": 0, "refused": 0}
        self.view, self.page, self.wall = self.bare() if IS_CONTROL else self.ours()
        self.page.loadFinished.connect(self.loaded)
        self.view.resize(800, 600)
        self.view.show()

    def bare(self):
        from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
        from PySide6.QtWebEngineWidgets import QWebEngineView

        view = QWebEngineView()
        page = QWebEnginePage(QWebEngineProfile(view), view)
        view.setPage(page)
        return view, page, None

    def ours(self):
        from newsletter_app.desktop.preview.sheets import make_sheet
        from newsletter_app.desktop.preview.text_sheet import TextSheet

        self.sheet = make_sheet(lambda sha: FOLDER / sha, TextSheet)
        return self.sheet, self.sheet.page, self.sheet.profile.wall

    def loaded(self, is_loaded: bool) -> None:
        self.seen["loaded"] += int(is_loaded)
        self.loop.quit()

    def wait_for_an_answer(self, milliseconds: int) -> None:
        """Wait until something is told, so long at most."""
        self.limit.start(milliseconds)
        self.loop.exec()
        self.limit.stop()

    def wait(self, milliseconds: int) -> None:
        """Wait the whole time, whatever is told meanwhile."""
        end = time.monotonic() + milliseconds / 1000
        while (left := round((end - time.monotonic()) * 1000)) > 0:
            self.wait_for_an_answer(left)

    def look(self) -> None:
        code = "[...document.querySelectorAll('img.local')].filter(i => i.naturalWidth > 0).length"
        self.page.runJavaScript(code, 0 if IS_CONTROL else 1, self.count_pictures)
        self.wait_for_an_answer(2000)
        self.seen["titles"].append(self.page.title())

    def count_pictures(self, number: object) -> None:
        self.seen["pictures"] += int(number or 0)
        self.loop.quit()

    def show(self, document: str) -> None:
        from PySide6.QtCore import QUrl

        if IS_CONTROL:
            is_local = "class=local" in document
            self.page.setHtml(
                document, QUrl.fromLocalFile(f"{FOLDER}/") if is_local else QUrl("http://127.0.0.1/")
            )
        else:
            self.page.show(document)
        self.wait_for_an_answer(3000)

    def show_all(self) -> None:
        pages = documents(self.listener.port)
        for number, document in enumerate(pages):
            is_long = number in (0, len(pages) - 1) or "class=local" in document
            self.show_and_look(document, WAIT_MS if is_long else 150)
            if IS_CONTROL:
                self.insist(document)
        if not IS_CONTROL:
            self.patch(pages[0])

    def show_and_look(self, document: str, milliseconds: int) -> None:
        self.show(document)
        self.wait(milliseconds)
        self.look()

    def insist(self, document: str) -> None:
        """Show a page of the control until it has done what it can do, however slow the machine is."""
        wanted = "ran" if document.count(leak_vectors.RAN) else CANARY if "class=local" in document else ""
        for _try in range(TRIES):
            if not wanted or wanted in self.seen["titles"]:
                return
            self.show_and_look(document, WAIT_MS)

    def patch(self, document: str) -> None:
        address = f"127.0.0.1:{self.listener.port}"
        words = {"u": f"http://{address}", "u2": f"http://{address}", "w": f"ws://{address}"}
        vectors = (*leak_vectors.ORDINARY, *leak_vectors.SCRIPTED, leak_vectors.RAN)
        self.show(document)
        self.page.call("patch", 0, 0, [vector.format(**words) for vector in vectors], 0)
        self.wait(WAIT_MS)
        self.look()
        self.page.call("swap", document + leak_vectors.RAN, 0, "red")
        self.wait(WAIT_MS)
        self.look()
        self.seen["refused"] = self.wall.count

    def report(self) -> dict[str, object]:
        vectors = sum(map(len, (leak_vectors.ORDINARY, leak_vectors.SCRIPTED, leak_vectors.ALONE)))
        asked = sorted(self.listener.asked)
        return {**self.seen, "connects": self.listener.connects, "asked": asked, "vectors": vectors}


(FOLDER / "canary.txt").write_text(CANARY, encoding="utf-8")
(FOLDER / "canary.png").write_bytes(PNG)
if os.name == "posix" and os.geteuid() == 0:
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
probe = Probe()
probe.show_all()
print(json.dumps(probe.report()))
sys.stdout.flush()
os._exit(0)
