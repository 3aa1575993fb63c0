"""What is told of a fault says where it happened, and nothing that somebody wrote."""

import traceback
from collections.abc import Callable

import pytest

from newsletter_app import __version__, logs, paths
from newsletter_app.assembly.fault_parts import write_down
from newsletter_app.desktop.faults.report import Report, report_of_ends
from newsletter_app.traces import dumped, trace


def reported(fault: BaseException) -> str:
    report = Report()
    report.add(trace(fault))
    return report.text


def logged(fault: BaseException) -> str:
    write_down(fault)
    return (paths.state_folder() / logs.FILE).read_text(encoding="utf-8")


def as_python_tells_it(fault: BaseException) -> str:
    return "".join(traceback.TracebackException.from_exception(fault, capture_locals=True).format())


@pytest.mark.parametrize("told", [reported, logged])
def test_nothing_that_somebody_wrote_is_told(
    fault: Exception, canaries: tuple[str, ...], told: Callable[[BaseException], str]
) -> None:
    text = told(fault)

    assert [each for each in canaries if each in text] == []
    assert "Ann" not in text
    assert "PostThatWentWrong from KeyError" in text
    assert "_went_wrong" in text


def test_a_plain_traceback_would_tell_all_of_it(fault: Exception, canaries: tuple[str, ...]) -> None:
    text = as_python_tells_it(fault)

    assert [each for each in canaries if each not in text] == []


def test_the_report_names_versions_and_counts() -> None:
    report = Report()
    for _number in range(3):
        report.add(("ValueError", "  at newsletter_app/desktop/desk.py:7 flush"))
    report.add(("KeyError",))

    assert f"newsletter-editor {__version__}" in report.text
    assert "faults since the start: 4" in report.text
    assert "ValueError (3 times)\n  at newsletter_app/desktop/desk.py:7 flush" in report.text


def test_a_thousand_different_faults_make_no_long_report() -> None:
    report = Report()
    for number in range(1_000):
        report.add((f"Fault{number}",))

    assert "faults since the start: 1000" in report.text
    assert len(report.text.splitlines()) < 60


def test_folders_and_strange_names_are_withheld() -> None:
    text = report_of_ends(
        [
            dumped(
                "Fatal Python error: Segmentation fault\n\n"
                "Current thread 0x00007f (most recent call first):\n"
                '  File "/home/ann example/newsletter_app/desktop/desk.py", line 12 in flush\n'
                '  File "/home/ann example/my shelter.py", line 3 in <module>\n'
                "Ann Example moved out on Sunday\n"
            )
        ]
    )

    assert "ended by Segmentation fault" in text
    assert "at newsletter_app/desktop/desk.py:12 flush" in text
    assert "at withheld:3 <module>" in text
    assert "ann" not in text.lower()
    assert "shelter" not in text
