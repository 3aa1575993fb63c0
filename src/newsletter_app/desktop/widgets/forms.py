"""Forms that look alike: labels at the left in one column, fields as wide as there is room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

_LABELS = 128


def wide_form() -> QFormLayout:
    """Return an empty form."""
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def add_below(form: QFormLayout, widget: QWidget) -> None:
    """Put something below the last field, without a label: hidden, it takes no room."""
    if isinstance(widget, QLabel):
        widget.setAlignment(Qt.AlignmentFlag.AlignTop)
    form.setWidget(form.rowCount(), QFormLayout.ItemRole.FieldRole, widget)


def align_labels(form: QFormLayout) -> None:
    """Give the labels the width that those of other forms in the same dialog have."""
    for row in range(form.rowCount()):
        label = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
        words = label.widget() if label is not None else None
        if words is not None:
            words.setMinimumWidth(_LABELS)
