"""Dialogs about faults do not come one after the other."""

from newsletter_app.desktop.faults.calm import Calm


class Seconds:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_place_gets_one_dialog_however_often_it_fails() -> None:
    seconds = Seconds()
    calm = Calm(seconds)
    shown = 0
    for _time in range(10):
        shown += calm.allows("desk.py:7")
        seconds.now += 6

    assert shown == 1


def test_different_places_get_three_dialogs_together() -> None:
    calm = Calm(Seconds())

    assert sum(calm.allows(f"desk.py:{line}") for line in range(50)) == 3


def test_after_ten_minutes_it_is_told_again() -> None:
    seconds = Seconds()
    calm = Calm(seconds)
    calm.allows("desk.py:7")
    seconds.now = 600

    assert calm.allows("desk.py:7")
