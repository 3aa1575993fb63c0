"""What becomes of a message, for everything a server may do to it."""

import mail_run_rig as rig
import pytest

from newsletter_app.content.run import DeliveryState, PauseReason, RunState

PENDING, SENT, FAILED, UNKNOWN = (
    DeliveryState.PENDING,
    DeliveryState.SENT,
    DeliveryState.FAILED,
    DeliveryState.UNKNOWN,
)
ODD = "reader00001@example.test"
OUTCOMES = {
    "rcpt-421": (SENT, 1, 2),
    "rcpt-450": (SENT, 1, 2),
    "rcpt-451": (SENT, 1, 2),
    "rcpt-452": (SENT, 1, 2),
    "rcpt-rst": (SENT, 1, 2),
    "rcpt-550!": (FAILED, 0, 1),
    "rcpt-553!": (FAILED, 0, 1),
    "rcpt-451!": (PENDING, 0, 2),
    "rcpt-421!": (PENDING, 0, 4),
    "rcpt-rst!": (PENDING, 0, 4),
    "data-421": (SENT, 1, 2),
    "data-451": (SENT, 1, 2),
    "data-554!": (FAILED, 0, 1),
    "data-rst": (SENT, 1, 2),
    "mid-rst": (UNKNOWN, 0, 1),
    "end-452": (SENT, 1, 2),
    "end-554!": (FAILED, 0, 1),
    "end-rst": (UNKNOWN, 0, 1),
    "end-lost": (UNKNOWN, 1, 1),
    "end-late": (SENT, 1, 1),
}


@pytest.fixture
def carried_out(serve, stage, sending):
    """Send to some readers by a server with these rules; return server, stage, room and run."""

    def carry(people: int = 3, **rules):
        server = serve(**rules)
        on = stage(server.port, people)
        room = sending(on, clock=rig.QUICK)
        run = room.start(room.look(on.newsletter, "news", "Friends"), people)
        return server, on, room, room.deliver(run.id)

    return carry


@pytest.mark.parametrize("kind", OUTCOMES)
def test_a_fault_is_told_for_what_it_is(carried_out, kind: str):
    state, arrived, attempts = OUTCOMES[kind]

    server, on, _room, run = carried_out(addresses={ODD: [kind]})

    rows = {row.address: row for row in on.library.runs.deliveries(run.id)}
    assert rows[ODD].state is state
    assert rows[ODD].attempts == attempts
    assert server.recipients.count(ODD) == arrived
    assert [rows[address].state for address in rows if address != ODD] == [SENT, SENT]
    assert run.counts.is_balanced
    assert run.state is (RunState.PAUSED if state is PENDING else RunState.FINISHED)
    assert not any("@" in row.said for row in rows.values())


def test_who_is_refused_for_now_each_time_has_failed_after_five_tries(carried_out):
    _server, on, room, run = carried_out(addresses={ODD: ["rcpt-451!"]})
    assert run.reason is PauseReason.LATER
    assert run.said

    while run.state is RunState.PAUSED:
        run = room.deliver(run.id)

    row = on.library.runs.deliveries(run.id)[1]
    assert (row.state, row.attempts, row.code) == (FAILED, 5, 451)
    assert run.state is RunState.FINISHED


def test_nobody_is_refused_when_the_server_throttles_its_sessions(carried_out):
    server, _on, _room, run = carried_out(40, close_after=7)

    assert run.state is RunState.FINISHED
    assert run.counts.sent == 40
    assert rig.doubles(server.recipients) == []


def test_a_greylist_that_refuses_everybody_once_is_sat_out(carried_out):
    server, _on, _room, run = carried_out(
        35, addresses={f"reader{number:05}@example.test": ["rcpt-451"] for number in range(35)}
    )

    assert run.state is RunState.FINISHED
    assert run.counts.sent == 35
    assert rig.doubles(server.recipients) == []


def test_a_tarpit_after_twenty_refusals_is_waded_through(carried_out):
    bad = {f"reader{number:05}@example.test": [f"rcpt-{550 + number % 4}!"] for number in range(0, 200, 5)}
    kinds = {address: kind for address, kind in bad.items() if int(address[6:11]) < 125}

    server, _on, room, run = carried_out(200, addresses=kinds, tarpit=10, tarpit_seconds=0.05)
    while run.reason in (PauseReason.HARD_FAILURES, PauseReason.EQUAL_FAILURES):
        run = room.deliver(run.id)

    assert run.state is RunState.FINISHED
    assert run.counts.sent + run.counts.failed == 200
    assert rig.doubles(server.recipients) == []


def test_an_unknown_one_is_never_sent_again_by_itself(carried_out):
    server, on, room, run = carried_out(addresses={ODD: ["end-lost"]})
    (unknown,) = on.library.runs.unknown(run.id)

    for _again in range(3):
        run = room.deliver(run.id)

    assert server.recipients.count(ODD) == 1
    assert (run.state, run.counts.unknown) == (RunState.FINISHED, 1)
    assert unknown.address == ODD
    assert unknown.claimed is not None


def test_a_person_says_what_becomes_of_an_unknown_one(carried_out):
    server, on, room, run = carried_out(addresses={ODD: ["end-rst"]})
    (unknown,) = on.library.runs.unknown(run.id)

    room.settle(run.id, unknown.number, rig.Settlement.AGAIN, "somebody")
    paused, _unknown = room.status(run.id)
    run = room.deliver(run.id)

    assert paused.state is RunState.PAUSED
    assert (run.state, run.counts.sent) == (RunState.FINISHED, 3)
    (line,) = [line for line in server.kept if line["rcpt"] == [ODD]]
    assert line["id"] == unknown.message_id


def test_the_newsletter_counts_as_sent_and_keeps_its_slug(carried_out):
    _server, on, _room, _run = carried_out()

    newsletter = on.library.items.get(on.newsletter)

    assert newsletter.status == "sent"
    renamed = on.library.items.save(rig.replace(newsletter, title="Another"), keep=True).item
    assert renamed.record.slug == newsletter.record.slug
