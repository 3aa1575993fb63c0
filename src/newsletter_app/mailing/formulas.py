"""Keeps spreadsheets from taking what somebody wrote for a formula."""

import re

# Excel, LibreOffice and Numbers run these; full-width forms too once they are folded, blanks are skipped.
_STARTS = "=+\\-@\x00\t\r\n＝＋－＠﹢﹣﹦﹫−"
_DISARMED = re.compile(rf"'+(?=[{_STARTS}\s])")
_DANGEROUS = re.compile(rf"'*[{_STARTS}\s]")


def disarmed(text: str) -> str:
    """Return the cell with an apostrophe before whatever a spreadsheet could run (RELIABILITY.md section 10).

    >>> disarmed("=1+1"), disarmed("Ann")
    ("'=1+1", 'Ann')
    """
    return f"'{text}" if _DANGEROUS.match(text) else text


def is_disarmed(text: str) -> bool:
    """Tell whether the cell begins with an apostrophe that stands before what a spreadsheet could run."""
    return text.startswith("'") and _DISARMED.match(text) is not None


def armed_again(text: str) -> str:
    """Return what `disarmed` was given: exactly one apostrophe goes, and only before what it stands for.

    >>> armed_again("'=1+1"), armed_again("'t Hart")
    ('=1+1', "'t Hart")
    """
    return text[1:] if is_disarmed(text) else text
