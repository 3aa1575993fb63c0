"""Recognises what a line of Markdown begins."""

import re

# Possessive quantifiers (`*+`) keep every pattern linear on hostile lines.
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]++(.*+)|$)")
RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)")
UNDERLINE = re.compile(r" {0,3}(?:=++|-++)[ \t]*+")
FENCE = re.compile(r" {0,3}(`{3,}+|~{3,}+)([^`]*+)")
QUOTE = re.compile(r" {0,3}> ?")
ITEM = re.compile(r"( *)([-+*]|\d{1,9}[.)])(?:([ \t]++)(?=\S)|[ \t]*+$)")
SNIPPET = re.compile(r" {0,3}\{\{ ?snippet: ?([a-z0-9][a-z0-9_-]{0,59}) ?\}\}[ \t]*+")
DEFINITION = re.compile(
    r" {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*+<?([^\s<>]++)>?[ \t]*+"
    r"(?:(?:\"([^\"\n]*+)\"|'([^'\n]*+)'|\(([^()\n]*+)\))[ \t]*+)?"
)
ABBREVIATION = re.compile(r" {0,3}\*\[([^\[\]\n]{1,60})\]:[ \t]*+(.*+)")
FOOTNOTE = re.compile(r" {0,3}\[\^([^\s\[\]]{1,60})\]:[ \t]*+(.*+)")
DELIMITER_ROW = re.compile(r" {0,3}\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+(?:\|[ \t]*+)?")
HTML = re.compile(
    r" {0,3}(?:<!--|</?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|header|hr|iframe|legend|li|main|nav|ol|object|p|pre|script|section|style|summary|svg|table"
    r"|tbody|td|tfoot|th|thead|tr|ul|video)(?=[\s/>]|$))",
    re.IGNORECASE,
)
# Whatever could begin something other than text: most lines fail this cheap look.
SPECIAL = re.compile(r"[ \t]*+(?:[-+*#>`~_<\[{|=:]|\d{1,9}[.)]|.*\|)")


def indent_of(line: str) -> int:
    """Return how many columns the line is indented; a tab goes to the next multiple of four."""
    column = 0
    for character in line:
        if character == " ":
            column += 1
        elif character == "\t":
            column += 4 - column % 4
        else:
            break
    return column


def is_plain_line(line: str) -> bool:
    """Tell whether the line is text whatever stands around it."""
    return bool(line) and not line[0].isspace() and SPECIAL.match(line) is None


def is_item(line: str) -> bool:
    """Tell whether a list may begin here."""
    found = ITEM.match(line)
    return found is not None and len(found[1]) <= 3


def is_number(line: str) -> bool:
    """Tell whether an item's mark is a number."""
    return line.lstrip()[0].isdigit()


def may_interrupt_as_item(line: str) -> bool:
    """Tell whether a list may begin straight after text: of numbers only 1 may, as others occur in text."""
    found = ITEM.match(line)
    if found is None or len(found[1]) > 3 or found[3] is None:
        return False
    return not found[2][0].isdigit() or found[2][:-1] == "1"


def is_table(line: str, following: str) -> bool:
    """Tell whether a table's head and its delimiter row stand here."""
    if "|" not in line or "-" not in following:
        return False
    return DELIMITER_ROW.fullmatch(following) is not None and _columns(line) == _columns(following)


def _columns(row: str) -> int:
    inner = row.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return inner.count("|") - inner.count("\\|") + 1
