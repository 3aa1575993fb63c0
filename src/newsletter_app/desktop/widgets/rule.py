"""A hairline between two parts."""

from PySide6.QtWidgets import QFrame


class Rule(QFrame):
    """One pixel of the colour of lines, across."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "rule")
        self.setFixedHeight(1)
