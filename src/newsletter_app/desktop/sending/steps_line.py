"""Says which step of several a person is at."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _


class StepsLine(QWidget):
    """The names of the steps in a row, the one that is open marked."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("mailing.steps")
        self._names = tuple(names)
        self._labels = [
            named(QLabel(f"{number}  {name}"), f"mailing.step.{number}")
            for number, name in enumerate(self._names, 1)
        ]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        for label in self._labels:
            layout.addWidget(label)
        layout.addStretch()

    def show_step(self, step: int) -> None:
        """Mark a step, counted from 0."""
        for number, label in enumerate(self._labels):
            with_role(label, "step-open" if number == step else "step")
        self.setAccessibleName(
            _("Step {number} of {all}: {name}").format(
                number=step + 1, all=len(self._names), name=self._names[step]
            )
        )
