"""A run that is under way goes on, and can be stopped, whoever has the library open meanwhile."""

import pytest

from newsletter_app.content.run import PauseReason, RunState
from newsletter_app.errors import LibraryBusy
from newsletter_app.library.turns import WindowTurns


@pytest.fixture
def held(library, folder):
    """Let a window have the library open from the moment the value is called."""
    turns = WindowTurns(folder)
    yield turns.begin
    turns.close()


def test_the_ledger_of_a_run_is_written_on(stage, library, held):
    run = stage.running(3)
    held()
    stage.send(run, 3)
    with library.together_regardless():
        library.runs.finish(run.id)
    assert library.runs.get(run.id).state is RunState.FINISHED


def test_a_run_can_be_paused_and_called_off(stage, library, held):
    run = stage.running(3)
    held()
    library.runs.pause(run.id, PauseReason.ASKED)
    library.runs.cancel(run.id)
    assert library.runs.get(run.id).state is RunState.CANCELLED


def test_nothing_new_goes_out_past_the_window(stage, library, held):
    people = stage.people(2)
    run = stage.prepare(people)
    held()
    with pytest.raises(LibraryBusy):
        stage.prepare(people, again=True)
    with pytest.raises(LibraryBusy):
        library.runs.begin(run.id, run.created)
    assert library.runs.get(run.id).state is RunState.READY
