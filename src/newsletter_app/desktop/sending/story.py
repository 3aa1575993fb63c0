"""What is known of one sending, read from the library at one moment."""

from dataclasses import dataclass

from newsletter_app.content.run import Delivery, DeliveryState, Run, RunState
from newsletter_app.library.library import Library
from newsletter_app.library.run_lock import is_held

_FAILED_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Story:
    """A run with what a person may have to look at; `is_elsewhere`: another program sends it now."""

    run: Run
    unknown: tuple[Delivery, ...] = ()
    failed: tuple[Delivery, ...] = ()
    is_elsewhere: bool = False


def story_of(library: Library, run_id: str, in_hand: frozenset[str] = frozenset()) -> Story:
    """Read the story of a run; those in `in_hand` are sent by this window. Raises Missing."""
    run = library.runs.get(run_id)
    failed = library.runs.deliveries(run.id, DeliveryState.FAILED, 0, _FAILED_SHOWN)
    elsewhere = run.state is RunState.RUNNING and run.id not in in_hand and is_held(library.folder, run.id)
    return Story(run, library.runs.unknown(run.id), failed, elsewhere)
