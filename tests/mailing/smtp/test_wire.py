"""Whatever a server says is an answer, or a connection that is broken."""

import socket
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter_app.mailing.reply import Reply, reply_of
from newsletter_app.mailing.transcript import Transcript
from newsletter_app.mailing.wire import NotSmtp, Wire

lines = st.one_of(
    st.binary(max_size=40),
    st.builds(
        lambda code, mark, words: code + mark + words,
        st.sampled_from([b"220", b"250", b"354", b"421", b"550", b"999", b"000", b"25", b"\xb2\xb2\xb2"]),
        st.sampled_from([b" ", b"-", b"", b"\t"]),
        st.binary(max_size=30),
    ),
)


def heard(said: bytes) -> Wire:
    """Return a wire whose other end has said that and has gone."""
    ours, theirs = socket.socketpair()
    theirs.sendall(said)
    theirs.close()
    wire = Wire(ours, Transcript())
    wire.allow(5)
    return wire


@given(st.lists(lines, max_size=6), st.sampled_from([b"\r\n", b"\n"]))
def test_any_bytes_are_a_reply_or_a_failure(said, end):
    wire = heard(end.join(said) + end)
    with suppress(OSError):
        reply = wire.greeting()
        assert 0 <= reply.code <= 999
        assert reply.shown.isascii()
    wire.hang_up()


@given(st.lists(st.binary(max_size=30).filter(lambda line: b"\n" not in line), max_size=8))
def test_any_offers_of_a_server_are_read(offers):
    said = b"".join(b"250-" + offer + b"\r\n" for offer in (b"server", *offers)) + b"250 SIZE 5\r\n"
    wire = heard(said)
    with suppress(OSError):
        assert wire.hello() == Reply(250)
        assert all(isinstance(value, str) for value in wire.esmtp_features.values())
    wire.hang_up()


@given(st.integers(200, 599), st.binary(max_size=60))
def test_the_words_of_a_server_never_come_along(code, words):
    reply = reply_of(code, words)

    assert set(reply.shown) <= set("0123456789. ")


def test_a_reply_of_many_lines_has_an_end():
    wire = heard(b"220-more\r\n" * 101)

    with pytest.raises(NotSmtp):
        wire.greeting()
    wire.hang_up()


def test_an_answer_that_came_while_the_program_stood_still_is_heard():
    wire = heard(b"250 taken\r\n")
    wire.allow(-3600)

    assert wire.answer("MESSAGE").code == 250
    wire.hang_up()


def test_after_its_time_a_server_that_drips_is_heard_no_more():
    ours, theirs = socket.socketpair()
    theirs.sendall(b"250-slow\r\n25")
    wire = Wire(ours, Transcript())
    wire.allow(-3600)

    with pytest.raises(TimeoutError):
        wire.answer("MESSAGE")
    theirs.close()
    wire.hang_up()
