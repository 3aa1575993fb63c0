"""Hostile pages reach no server, run no script, read no file; a bare page shows that they could."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROBE = Path(__file__).with_name("leak_probe.py")


def probe(mode: str, folder: Path) -> dict[str, Any]:
    folder.mkdir()
    environment = {k: v for k, v in os.environ.items() if k != "QTWEBENGINE_CHROMIUM_FLAGS"}
    done = subprocess.run(
        [sys.executable, PROBE, mode, folder], capture_output=True, timeout=120, env=environment, check=True
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return probe("preview", tmp_path_factory.mktemp("leaks") / "preview")


@pytest.fixture(scope="module")
def control(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return probe("control", tmp_path_factory.mktemp("leaks") / "control")


def test_no_connect_leaves_the_preview(preview: dict[str, Any], control: dict[str, Any]) -> None:
    assert preview["vectors"] >= 39
    assert preview["loaded"] >= 16
    assert preview["connects"] == 0
    assert preview["refused"] > 0
    assert len(control["asked"]) >= 25


def test_no_script_runs_in_the_preview(preview: dict[str, Any], control: dict[str, Any]) -> None:
    assert "ran" not in preview["titles"]
    assert "ran" in control["titles"]


def test_no_file_is_read_by_the_preview(preview: dict[str, Any], control: dict[str, Any]) -> None:
    assert "canary-in-a-file" not in preview["titles"]
    assert preview["pictures"] == 0
    assert "canary-in-a-file" in control["titles"]
    assert control["pictures"] > 0
