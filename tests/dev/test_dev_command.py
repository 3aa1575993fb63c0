"""The developer's command says what it can do, and says a clear sentence where it cannot."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from developer.children import child_environment
from developer.command import VERBS
from developer.interpreter import Interpreter, find, this_one
from developer.stop import Stop

ROOT = Path(__file__).parents[2]


def dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, ROOT / "dev.py", *arguments], capture_output=True, text=True)


def test_help_names_every_verb():
    told = dev("--help").stdout

    assert all(f"\n  {verb} " in told for verb in VERBS)


def test_a_verb_nobody_knows_is_refused():
    assert dev("dance").returncode == 2


def test_an_older_python_can_read_the_sentence():
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 4))


def test_the_sentence_comes_before_anything_newer_is_read():
    lines = (ROOT / "dev.py").read_text(encoding="utf-8").splitlines()

    first_import_of_ours = next(i for i, line in enumerate(lines) if line.startswith("from developer"))
    assert any("sys.version_info < (3, 11)" in line for line in lines[:first_import_of_ours])


def test_only_the_standard_library_is_imported():
    known = sys.stdlib_module_names | {"developer"}
    for file in (ROOT / "dev.py", *(ROOT / "packaging" / "developer").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] in known, file
            if isinstance(node, ast.Import):
                assert {alias.name.split(".")[0] for alias in node.names} <= known, file


def test_a_python_that_is_not_there_is_a_sentence():
    with pytest.raises(Stop, match=r"There is no Python 3\.99 on this machine"):
        find("3.99")


def test_the_interpreter_of_a_virtual_environment_is_the_one_it_was_made_by():
    assert Path(this_one().prefix) == Path(sys.base_prefix)


def test_two_interpreters_differ_even_with_one_version():
    assert (
        Interpreter(Path("a"), "3.11.2", "/usr").identity != Interpreter(Path("b"), "3.11.2", "/opt").identity
    )


def test_the_sandbox_is_left_out_for_root_alone():
    assert child_environment({}, is_root=True)["QTWEBENGINE_DISABLE_SANDBOX"] == "1"
    assert "QTWEBENGINE_DISABLE_SANDBOX" not in child_environment({}, is_root=False)


def test_tests_see_no_screen_whatever_the_person_has():
    child = child_environment(
        {"QT_QPA_PLATFORM": "xcb", "NEWSLETTER_SEEDS": "x"}, is_root=False, offscreen=True
    )

    assert child["QT_QPA_PLATFORM"] == "offscreen"
    assert child["QT_QUICK_BACKEND"] == "software"
    assert child["NEWSLETTER_SEEDS"] == "x"


def test_the_first_check_that_fails_ends_ci():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert script.index("set -eu") < script.index("dev.py lint") < script.index("dev.py test")
