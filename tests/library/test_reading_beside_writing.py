"""Whoever reads while another thread writes sees what counts, at every moment of the write."""

import sys
from concurrent.futures import ThreadPoolExecutor
from types import FrameType
from typing import Any

from newsletter_app.content.post import Post


def test_a_thread_that_wrote_before_never_reads_what_another_is_just_writing(library):
    """Between any two steps of the write, the thread that wrote before it is asked what it reads."""
    database = library._database
    seen = []

    def look() -> bool:
        with database.reading() as connection:
            return connection is database._writing

    def step(_frame: FrameType, event: str, _argument: object) -> Any:
        if event == "opcode" and database._writing is not None:
            seen.append(other.submit(look).result())
        return step

    def watch(frame: FrameType, _event: str, _argument: object) -> Any:
        if frame.f_code.co_name != "_outermost":
            return None
        frame.f_trace_opcodes = True
        return step

    with ThreadPoolExecutor(1) as other:
        other.submit(library.items.add, Post(title="Written before")).result()
        traced = sys.gettrace()
        sys.settrace(watch)
        try:
            library.items.add(Post(title="Just being written"))
        finally:
            sys.settrace(traced)
    assert len(seen) > 5
    assert not any(seen)
