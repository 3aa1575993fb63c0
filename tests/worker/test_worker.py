"""The worker answers, keeps its limits and survives its own end."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.errors import OverLimit, TemplateError
from newsletter_app.worker import Limits, Worker, WorkerFault

QUICK = Limits(1, 400, 1)
NAMES = ("echo", "spin", "sleep", "swell", "dive", "babble", "refuse", "fail", "chat", "die", "nap")
needs_system_limits = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits.")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """A worker that knows the jobs of this folder."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    with Worker({name: f"jobs_for_tests:{name}" for name in NAMES}) as one:
        yield one
    os.environ.pop("PYTHONPATH") if before is None else os.environ.update(PYTHONPATH=before)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner), max_leaves=8
)


@settings(max_examples=60, deadline=None)
@given(value=values)
def test_whatever_is_asked_comes_back_unchanged(worker: Worker, value: object) -> None:
    assert worker.call("echo", {"value": value}, QUICK) == {"value": value}


@needs_system_limits
def test_a_job_that_never_ends_is_ended_and_the_next_is_answered(worker: Worker) -> None:
    with pytest.raises(OverLimit):
        worker.call("spin", {}, Limits(0.2, 400))
    assert worker.call("echo", {"still": "there"}, QUICK) == {"still": "there"}


def test_a_job_that_only_waits_is_ended_by_the_clock(worker: Worker) -> None:
    with pytest.raises(OverLimit):
        worker.call("sleep", {}, Limits(0.01, 400))


_STANDS_STILL = """
from newsletter_app.worker import Limits, Worker
with Worker({"nap": "jobs_for_tests:nap", "echo": "jobs_for_tests:echo"}) as worker:
    worker.call("echo", {}, Limits(1, 400))
    print("begun", flush=True)
    print(worker.call("nap", {}, Limits(0.1, 400)), flush=True)
"""


@needs_system_limits
def test_a_job_has_its_time_also_where_the_program_stood_still_with_it() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-c", _STANDS_STILL]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "begun\n"
        time.sleep(0.3)  # by then the job has been asked for
        os.killpg(program.pid, signal.SIGSTOP)
        time.sleep(3)  # what is tested is a standstill, longer than the job may take
        os.killpg(program.pid, signal.SIGCONT)
        assert program.stdout.read() == "{'rested': True}\n"


@needs_system_limits
def test_a_job_that_wants_too_much_memory_is_refused_it(worker: Worker) -> None:
    with pytest.raises(OverLimit):
        worker.call("swell", {}, QUICK)
    assert worker.call("swell", {}, Limits(5, 4000)) == {"size": 900_000_000}


def test_endless_depth_is_a_sentence(worker: Worker) -> None:
    with pytest.raises(OverLimit):
        worker.call("dive", {}, QUICK)


def test_an_answer_that_is_too_long_is_refused(worker: Worker) -> None:
    with pytest.raises(OverLimit):
        worker.call("babble", {"size": 1_100_000}, QUICK)
    assert len(worker.call("babble", {"size": 900_000}, QUICK)["text"]) == 900_000


def test_an_error_keeps_its_sentence_its_file_and_its_line(worker: Worker) -> None:
    with pytest.raises(TemplateError) as caught:
        worker.call("refuse", {}, QUICK)
    error = caught.value
    assert (error.message, error.hint) == ("The template has an error.", "Mend it.")
    assert (error.file, error.line) == ("page.html.jinja", 7)


def test_a_fault_says_where_and_nothing_of_the_content(worker: Worker) -> None:
    with pytest.raises(WorkerFault) as caught:
        worker.call("fail", {"secret": "reader@example.org"}, QUICK)
    assert "ValueError" in str(caught.value)
    assert "jobs_for_tests" in str(caught.value)
    assert "reader@example.org" not in str(caught.value)


def test_a_stray_print_does_not_get_between_the_answers(worker: Worker) -> None:
    assert worker.call("chat", {}, QUICK) == {"said": True}


def test_a_child_that_dies_at_work_is_said_and_replaced(worker: Worker) -> None:
    with pytest.raises(OverLimit):
        worker.call("die", {}, QUICK)
    assert worker.call("echo", {"a": 1}, QUICK) == {"a": 1}


def test_a_child_that_dies_while_idle_is_replaced_unnoticed(worker: Worker) -> None:
    worker.start()
    child = worker._child
    assert child is not None
    child.kill()
    child.wait()
    assert worker.call("echo", {"a": 1}, QUICK) == {"a": 1}


def test_calls_from_many_threads_get_their_own_answers(worker: Worker) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = threads.map(lambda n: worker.call("echo", {"n": n}, QUICK)["n"], range(200))
    assert list(answers) == list(range(200))


def test_one_clock_ends_a_late_job_between_others_and_after_a_rest(worker: Worker) -> None:
    for seconds in (1, 0.01, 1, 0.01):
        assert worker.call("echo", {"n": seconds}, Limits(seconds, 400)) == {"n": seconds}
    with pytest.raises(OverLimit):
        worker.call("sleep", {}, Limits(0.01, 400))
    clocks = [thread for thread in threading.enumerate() if thread.name == "worker's clock"]
    assert len(clocks) == 1
    worker.close()
    clocks[0].join(5)
    assert not clocks[0].is_alive()
    with pytest.raises(OverLimit):
        worker.call("sleep", {}, Limits(0.01, 400))
