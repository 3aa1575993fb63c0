"""Says where a fault happened, without anything that somebody wrote: no messages, no values, no folders."""

import re
import traceback
from collections.abc import Iterator
from pathlib import Path

WITHHELD = "withheld"
_PACKAGE = "newsletter_app"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,63}")
_FUNCTION = re.compile(r"<?[A-Za-z_][A-Za-z0-9_]{0,63}>?")
_FATAL = re.compile(r"(Fatal Python error|Windows fatal exception): ([A-Za-z0-9_ :,.-]{1,80})")
_FRAME = re.compile(r'  File "(?P<file>.*)", line (?P<line>\d+) in (?P<name>\S+)')
_THREAD = re.compile(r"(Current thread|Thread) 0x[0-9a-f]+")


def code(text: str) -> str:
    """Return the text where it is a code such as "ValueError", else that it is withheld.

    >>> code("library.opened"), code("Ann Example")
    ('library.opened', 'withheld')
    """
    return text if is_code(text) else WITHHELD


def is_code(text: str) -> bool:
    """Tell whether the text is a code: letters, digits and few signs, 64 at most."""
    return _CODE.fullmatch(text) is not None


def trace(error: BaseException) -> tuple[str, ...]:
    """Return the kinds of an error with those behind it, then its frames, one line each."""
    frames = traceback.extract_tb(error.__traceback__)
    places = (_place(frame.filename, str(frame.lineno or 0), frame.name) for frame in frames)
    return (" from ".join(code(type(each).__name__) for each in _chain(error)), *places)


def dumped(text: str) -> tuple[str, ...]:
    """Return what may be told of the frames that the system's own end of a program left behind.

    `text` is as `faulthandler` writes it; lines of any other shape are left out.
    """
    return tuple(_dumped_lines(text))


def _dumped_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if fatal := _FATAL.match(line):
            yield fatal[2].strip()
        elif frame := _FRAME.match(line):
            yield _place(frame["file"], frame["line"], frame["name"])
        elif thread := _THREAD.match(line):
            yield thread[1]


def _chain(error: BaseException) -> list[BaseException]:
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None and cause not in chain:
        chain.append(cause)
    return chain


def _place(file: str, line: str, name: str) -> str:
    function = name if _FUNCTION.fullmatch(name) else WITHHELD
    return f"  at {_file(file)}:{line} {function}"


def _file(file: str) -> str:
    """Return the file as it is called within the package; of any other its name, where that is a code."""
    above, package, below = "/".join(Path(file).parts).rpartition(f"/{_PACKAGE}/")
    if above and all(is_code(part) for part in below.split("/")):
        return f"{package.strip('/')}/{below}"
    return code(Path(file).name)
