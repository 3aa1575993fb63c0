"""A fault that carries what somebody wrote, in every place where an exception can."""

import pytest

CANARIES = (
    "Secret shelter in Mill Lane",
    "Ann Example moved out on Sunday",
    "reader.ann@example.org",
    "hunter2-hunter2",
)


class PostThatWentWrong(ValueError):
    """A fault with a title, a body, an address and a password in it."""


@pytest.fixture
def canaries() -> tuple[str, ...]:
    return CANARIES


@pytest.fixture
def fault() -> Exception:
    """Return a fault that was raised with canaries in its arguments, message, notes, cause and locals."""
    with pytest.raises(PostThatWentWrong) as caught:
        _went_wrong(*CANARIES)
    return caught.value


def _went_wrong(title: str, body: str, address: str, password: str) -> None:
    held = {"title": title, "body": body, address: password}
    try:
        held[f"{address}:{password}"]
    except KeyError as error:
        fault = PostThatWentWrong(f"“{title}” {body}", held)
        fault.add_note(f"{address} signs in with {password}")
        raise fault from error
