"""A window that is killed loses nothing that it called saved, and two seconds of typing at most."""

import pytest

pytestmark = pytest.mark.window


def test_what_is_typed_outlives_the_window(holds):
    holds("typing", 3)
