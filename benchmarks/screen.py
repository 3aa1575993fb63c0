"""A screen in memory whose keys can be pressed, whose pixels can be read at once."""

import ctypes
import ctypes.util
import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

Box = tuple[int, int, int, int]


class Screen:
    """An Xvfb of its own: `press` a key, `watch` a box of pixels until it changes."""

    def __init__(self, width: int = 1440, height: int = 900) -> None:
        self._folder = Path(tempfile.mkdtemp())
        reader, writer = os.pipe()
        size = f"{width}x{height}x24"
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-fbdir", str(self._folder)]
        self._server = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as told:
            self.display = f":{told.readline().strip()}"
        self._open_pixels()
        self._open_keys()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._x.XCloseDisplay(self._link)
        self._server.terminate()
        self._server.wait()
        self._pixels.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def focus(self, window: int) -> None:
        """Give the keys to a window."""
        self._x.XSetInputFocus(self._link, window, 1, 0)
        self._x.XSync(self._link, 0)

    def press(self, letter: str) -> float:
        """Press a key as a keyboard would; return the moment before, by the monotonic clock."""
        code = self._codes.setdefault(letter, self._x.XKeysymToKeycode(self._link, ord(letter)))
        before = time.monotonic()
        for is_down in (1, 0):
            self._test.XTestFakeKeyEvent(self._link, code, is_down, 0)
        self._x.XFlush(self._link)
        return before

    def read(self, box: Box) -> bytes:
        """Return the pixels of a box: left, top, width, height."""
        left, top, width, height = box
        start = self._start + top * self._line + 4 * left
        lines = (start + line * self._line for line in range(height))
        return b"".join(self._pixels[at : at + 4 * width] for at in lines)

    def watch(self, box: Box, before: bytes, seconds: float = 2.0) -> float:
        """Return the moment at which the box no longer looks as before. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while (now := time.monotonic()) < end:
            if self.read(box) != before:
                return now
        raise TimeoutError

    def settle(self, box: Box, seconds: float = 0.15) -> bytes:
        """Wait until the box has kept still for so long; return its pixels."""
        last, since = self.read(box), time.monotonic()
        while time.monotonic() - since < seconds:
            time.sleep(0.01)
            now = self.read(box)
            if now != last:
                last, since = now, time.monotonic()
        return last

    def _open_pixels(self) -> None:
        with (self._folder / "Xvfb_screen0").open("rb") as file:
            self._pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(">25I", self._pixels[:100])
        self._line, self._start = header[12], header[0] + 12 * header[19]

    def _open_keys(self) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._test = ctypes.CDLL(ctypes.util.find_library("Xtst") or "libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._link = ctypes.c_void_p(self._x.XOpenDisplay(self.display.encode()))
        self._x.XKeysymToKeycode.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._x.XSetInputFocus.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_ulong)
        self._codes: dict[str, int] = {}


def memory_of(process: int) -> float:
    """Return the proportional memory of a process with all its children, in MB of 1,000,000 bytes."""
    return sum(_share(each) for each in [process, *_children(process)]) / 1e6


def _children(process: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *_children(child)]
    return found


def _share(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
