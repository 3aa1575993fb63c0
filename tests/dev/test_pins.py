"""What is pinned, declared and shipped agrees."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "packaging").glob("requirements*.txt"))
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(?: ; (.*?))? \\$", re.MULTILINE)


def named(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def pins(lock: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version, _marker in PIN.findall(lock.read_text(encoding="utf-8")):
        found.setdefault(named(name), set()).add(version)
    return found


def declared() -> list[tuple[str, str, str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (line.partition(";") for line in project["dependencies"])
    return [(*re.match(r"([\w.-]+)(.*)", line.strip()).groups(), marker.strip()) for line, _, marker in lines]


def test_every_declared_part_is_pinned_as_declared():
    locked = pins(ROOT / "packaging" / "requirements.txt")

    for name, demand, _marker in declared():
        assert named(name) in locked, name
        if demand.startswith("=="):
            assert demand[2:] in locked[named(name)], name


def test_nothing_is_pinned_that_nobody_asked_for():
    asked = {named(name) for name, _, _ in declared()}
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "packaging").glob("requirements*.in")
    )
    written = {named(name) for name in re.findall(r"^([A-Za-z][\w.-]*)", sources, re.MULTILINE)}

    assert asked <= written


def test_qt_is_the_version_that_lives_on_each_python():
    locked = (ROOT / "packaging" / "requirements.txt").read_text(encoding="utf-8")

    assert re.search(r"^pyside6-essentials==6\.11\.3 ; python_full_version < '3\.12'", locked, re.MULTILINE)
    assert re.search(r"^pyside6-essentials==6\.12\.0 ; python_full_version >= '3\.12'", locked, re.MULTILINE)
    assert re.search(
        r"^pyside6-webengine==6\.12\.0\.140 ; python_full_version >= '3\.12'", locked, re.MULTILINE
    )


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_has_a_hash_for_every_pin_and_names_no_place(lock: Path):
    text = lock.read_text(encoding="utf-8")

    assert len(PIN.findall(text)) == len(re.findall(r"^\S+==", text, re.MULTILINE))
    assert len(re.findall(r"\\\n    --hash=sha256:[0-9a-f]{64}", text)) >= len(PIN.findall(text))
    assert "://" not in text
    assert "index" not in text


def test_one_part_has_one_version_in_all_locks():
    together: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, versions in pins(lock).items():
            assert together.setdefault(name, versions) == versions, name


def test_the_wheel_carries_resources_and_templates(tmp_path: Path):
    build = "from hatchling.build import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    made = subprocess.run(
        [sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )

    with zipfile.ZipFile(tmp_path / made.stdout.strip()) as wheel:
        inside = set(wheel.namelist())
    for folder in ("resources", "templates"):
        files = [
            path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
        ]
        assert files
        assert {f"newsletter_app/{path.relative_to(ROOT).as_posix()}" for path in files} <= inside
    assert "newsletter_app/__init__.py" in inside
