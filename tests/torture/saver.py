"""Saves by one command after the other, each a process of its own."""

import subprocess
import threading
from typing import Self

from torture.killing import end
from torture.program import Program
from torture.typing_rig import BEGUN
from torture.typist import WORD


class SavingCommands:
    """Writes a text that grows by a word with each command; `safe` is the last word reported saved."""

    def __init__(self, program: Program) -> None:
        self.safe = 0
        self._program, self._is_over = program, False
        self._thread = threading.Thread(target=self._save, daemon=True)

    def __enter__(self) -> Self:
        (post,) = self._program.do("list", "posts", "--json").json["items"]
        self._id = post["id"]
        self._thread.start()
        return self

    def __exit__(self, *_reason: object) -> None:
        self._is_over = True
        self._thread.join()

    def _save(self) -> None:
        text, number = BEGUN, 0
        while not self._is_over:
            number += 1
            text += f" {WORD.format(number)}"
            process = self._program.start("edit", self._id, "--body", "-", "--json", stdin=subprocess.PIPE)
            process.communicate(text)
            end(process)
            if process.returncode != 0:
                return
            self.safe = number
