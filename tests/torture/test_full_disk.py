"""On a full disk nothing that was acknowledged is lost, and typing goes on."""

import pytest

pytestmark = pytest.mark.window


def test_a_full_disk_loses_nothing(holds):
    holds("full-disk", 1)
