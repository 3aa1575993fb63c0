"""The benchmarks run one after the other, and end in one table."""

import shutil
import socket
import sys
from pathlib import Path

import pytest
from developer import bench
from developer.environment import Environment
from developer.stop import Stop

ROOT = Path(__file__).parents[2]
MEASURE = """
from table import Row, percentiles, report
if __name__ == "__main__":
    report([Row({what!r}, percentiles([1.0, 2.0, 3.0]), goal="at most 8 ms")])
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    monkeypatch.setenv("DISPLAY", ":never-used")
    (tmp_path / "benchmarks").mkdir()
    shutil.copy(ROOT / "benchmarks" / "table.py", tmp_path / "benchmarks")
    environment = Environment(tmp_path / ".venv", tmp_path)
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to(sys.executable)
    return environment


def measures(place: Environment, name: str, code: str) -> None:
    (place.root / "benchmarks" / f"{name}.py").write_text(code, encoding="utf-8")


def test_rows_of_all_benchmarks_stand_in_one_table(place: Environment, capfd: pytest.CaptureFixture[str]):
    measures(place, "search", MEASURE.format(what="search"))
    measures(place, "markdown", MEASURE.format(what="10,000 words"))

    assert bench.bench(place, []) == 0

    table = capfd.readouterr().out.partition("measured")[2]
    assert table.index("10,000 words") < table.index("search")
    assert "2.0 / 3.0 ms" in table
    assert "at most 8 ms" in table


def test_one_that_fails_is_named_and_keeps_no_other_from_being_measured(
    place: Environment, capfd: pytest.CaptureFixture[str]
):
    measures(place, "first", 'if __name__ == "__main__":\n    raise SystemExit(3)')
    measures(place, "second", MEASURE.format(what="second"))

    assert bench.bench(place, []) == 1

    told = capfd.readouterr()
    assert "2.0 / 3.0 ms" in told.out
    assert "first" in told.err


def test_a_benchmark_nobody_knows_is_refused_with_the_names_there_are(place: Environment):
    measures(place, "search", MEASURE.format(what="search"))
    measures(place, "screen", "SIZE = 1440, 900")

    with pytest.raises(Stop, match=r"There is no benchmark seerch\. There are: search\.") as caught:
        bench.bench(place, ["seerch"])

    assert caught.value.status == 2


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")
def test_the_screen_lives_no_longer_than_the_benchmarks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    with bench._screen() as screen:
        place = f"/tmp/.X11-unix/X{screen['DISPLAY'].removeprefix(':')}"
        assert answers(place)

    assert not answers(place)


def answers(place: str) -> bool:
    with socket.socket(socket.AF_UNIX) as screen:
        return screen.connect_ex(place) == 0
