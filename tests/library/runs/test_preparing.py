"""A run is frozen whole, or not at all, and only as a person confirmed it."""

from dataclasses import replace

import pytest
from sqlalchemy import func, insert, select

from newsletter_app.content.run import Counts, DeliveryState, RunState
from newsletter_app.errors import Missing, NeedsConfirmation
from newsletter_app.library.claims import Outcome
from newsletter_app.library.schema import delivery, run, run_content


def number_of_rows(library, table):
    with library._database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar()


def test_a_prepared_run_holds_all_that_was_confirmed(stage, clock):
    made = stage.ready(3, rate=60)
    assert (made.state, made.confirmed, made.rate) == (RunState.READY, 3, 60)
    assert (made.created, made.prepared) == (clock.moment, clock.moment)
    assert made.counts == Counts(candidates=3, pending=3)
    assert stage.runs.content(made.id) == b"content"
    assert stage.runs.get(made.id) == made


def test_every_message_has_its_own_id_address_and_values(stage):
    made = stage.ready(2)
    first, second = stage.runs.deliveries(made.id)
    assert first.message_id == f"<{made.id}.1@example.test>"
    assert (second.number, second.address, second.token) == (2, "P2@example.test", "token2")
    assert second.values == (("first_name", "P2"),)


def test_who_is_excluded_or_suppressed_is_counted_but_gets_nothing(stage):
    people = stage.people(4)
    stage.suppress(people[0])
    stage.unsubscribe(people[1])
    candidates = [each.candidate for each in people]
    candidates[2] = replace(candidates[2], excluded="another language")
    made = stage.runs.prepare(
        stage.draft(1), candidates, lambda run_id, number: f"<{number}>", stage.hash_address
    )
    assert made.counts == Counts(candidates=4, suppressed=2, excluded=1, pending=1)
    assert stage.runs.deliveries(made.id, DeliveryState.EXCLUDED)[0].said == "another language"


@pytest.mark.parametrize("confirmed", [0, 2, 4])
def test_another_count_than_the_confirmed_one_is_refused(stage, confirmed):
    people = stage.people(3)
    with pytest.raises(NeedsConfirmation, match="3 people would get it"):
        stage.prepare(people, confirmed)
    assert stage.runs.all() == ()


def test_one_who_was_suppressed_after_the_list_was_shown_makes_the_count_wrong(stage):
    people = stage.people(3)
    stage.suppress(people[1])
    with pytest.raises(NeedsConfirmation, match="2 people"):
        stage.prepare(people)


def test_one_who_joined_meanwhile_must_be_seen_first(stage):
    people = stage.people(3)
    stage.people(1, start=4)
    with pytest.raises(NeedsConfirmation, match="has changed"):
        stage.prepare(people)


def test_one_who_joined_but_may_get_nothing_changes_nothing(stage):
    people = stage.people(3)
    (fourth,) = stage.people(1, start=4)
    stage.suppress(fourth)
    assert stage.prepare(people).counts.candidates == 3


def test_one_who_was_taken_off_the_list_meanwhile_must_be_seen_first(stage):
    people = stage.people(3)
    stage.take_off(people[1])
    with pytest.raises(NeedsConfirmation, match="has changed"):
        stage.prepare(people)


def test_one_whose_address_changed_meanwhile_gets_nothing_at_the_old_one(stage):
    people = stage.people(2)
    candidates = [each.candidate for each in people]
    candidates[0] = replace(candidates[0], address_key="old@example.test", address="old@example.test")
    with pytest.raises(NeedsConfirmation, match="has changed"):
        stage.runs.prepare(
            stage.draft(2), candidates, lambda run_id, number: f"<{number}>", stage.hash_address
        )


def test_a_refused_run_leaves_nothing_behind(stage, library):
    people = stage.people(3)
    with pytest.raises(NeedsConfirmation):
        stage.prepare(people, 7)
    assert [number_of_rows(library, table) for table in (run, run_content, delivery)] == [0, 0, 0]


def test_a_run_whose_message_ids_meet_is_not_made(stage, library):
    people = stage.people(3)
    candidates = [each.candidate for each in people]
    with pytest.raises(Exception, match="UNIQUE"):
        stage.runs.prepare(stage.draft(3), candidates, lambda run_id, number: "<same>", stage.hash_address)
    assert [number_of_rows(library, table) for table in (run, run_content, delivery)] == [0, 0, 0]


def test_an_unfinished_preparation_is_discarded(stage, library):
    row = dict.fromkeys((column.name for column in run.columns if not column.nullable), "")
    row |= {"id": "torn", "state": "preparing", "created": 0, "confirmed": 3, "rate": 0}
    with library._database.writing() as connection:
        connection.execute(insert(run), row)
        connection.execute(insert(run_content), {"run": "torn", "content": b""})
    made = stage.ready(1)
    assert [each.id for each in stage.runs.all()] == [made.id]
    assert number_of_rows(library, run_content) == 1


def test_a_second_run_to_the_same_list_is_refused(stage):
    people = stage.people(2)
    first = stage.prepare(people)
    with pytest.raises(NeedsConfirmation, match="already a sending"):
        stage.prepare(people)
    stage.runs.begin(first.id, first.created)
    stage.send(first, 1)
    with pytest.raises(NeedsConfirmation, match="already gone to 1 person"):
        stage.prepare(people)


def test_a_second_run_on_purpose_names_the_first(stage, clock):
    people = stage.people(2)
    first = stage.prepare(people)
    clock.pass_(minutes=1)
    second = stage.prepare(people, again=True)
    clock.pass_(minutes=1)
    third = stage.prepare(people, again=True)
    assert (first.parent, second.parent, third.parent) == ("", first.id, second.id)


def test_a_run_that_was_cancelled_before_it_reached_anybody_does_not_count(stage):
    people = stage.people(2)
    first = stage.prepare(people)
    stage.runs.cancel(first.id)
    assert stage.prepare(people).parent == ""


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.UNKNOWN])
def test_a_run_that_was_cancelled_too_late_for_somebody_counts(stage, state):
    people = stage.people(2)
    first = stage.prepare(people)
    stage.runs.begin(first.id, first.created)
    claimed = stage.claim(first).delivery
    stage.runs.record(first.id, Outcome(claimed.number, state))
    stage.runs.cancel(first.id)
    with pytest.raises(NeedsConfirmation, match="already gone to 1 person"):
        stage.prepare(people)


def test_another_newsletter_or_another_list_is_no_second_run(stage):
    people = stage.people(2)
    stage.prepare(people)
    assert stage.prepare(people, newsletter="m").parent == ""


def test_the_same_people_have_the_same_sha256_in_any_order(stage):
    people = stage.people(3)
    first = stage.prepare(people)
    second = stage.prepare(people[::-1], newsletter="m")
    assert first.recipients_sha256 == second.recipients_sha256
    assert len(first.recipients_sha256) == 64


def test_a_run_is_found_by_the_beginning_of_its_id(stage):
    made = stage.ready(1)
    assert stage.runs.get(made.id[:4]) == made
    for unknown in ("", made.id[:3], "nope", "%%%%"):
        with pytest.raises(Missing):
            stage.runs.get(unknown)


def test_runs_come_newest_first(stage, clock):
    people = stage.people(1)
    with pytest.raises(Missing):
        stage.runs.newest()
    first = stage.prepare(people)
    clock.pass_(minutes=1)
    second = stage.prepare(people, newsletter="m")
    assert stage.runs.newest() == second
    assert stage.runs.all() == (second, first)
    assert stage.runs.of("n") == (first,)
