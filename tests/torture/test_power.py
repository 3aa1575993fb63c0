"""A power cut takes nothing that was acknowledged."""

import subprocess

import pytest

pytestmark = pytest.mark.window


def test_what_is_saved_outlives_a_power_cut(holds, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # another run may have its disks elsewhere at this moment

    holds("power", 3)

    used = subprocess.run(["losetup", "--all"], capture_output=True, text=True, check=True).stdout
    assert str(tmp_path) not in used
