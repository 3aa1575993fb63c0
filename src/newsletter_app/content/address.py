"""Reads mail addresses."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

LONGEST = 254
"""Characters an address may have (RFC 5321, section 4.5.3.1.3, less the angle brackets)."""
_LONGEST_LOCAL = 64
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_HIDDEN = ("Cf", "Cc")


class AddressFault(StrEnum):
    """What keeps a text from being an address we can write to."""

    EMPTY = "empty"
    CONTROL = "control"
    NO_AT = "no-at"
    SEVERAL_ATS = "several-ats"
    LOCAL = "local"
    NOT_ASCII = "not-ascii"
    QUOTED = "quoted"
    DOMAIN = "domain"
    TOO_LONG = "too-long"


class NotAnAddress(ValueError):
    """A text that is no address we can write to; `fault` says why."""

    def __init__(self, fault: AddressFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Address:
    """One mail address, in the ASCII form SMTP takes: a dot-atom, and a domain in IDNA and lower case."""

    local: str
    domain: str

    @property
    def text(self) -> str:
        """Return it as it goes on the wire."""
        return f"{self.local}@{self.domain}"

    @property
    def key(self) -> str:
        """Return what is the same for every spelling of one mailbox."""
        return f"{self.local.casefold()}@{self.domain}"

    @property
    def masked(self) -> str:
        """Return enough to recognise it by, and too little to write to.

        >>> Address("meera", "example.org").masked
        'm…@e…'
        """
        return f"{self.local[:1]}…@{self.domain[:1]}…"


def parse_address(text: str) -> Address:
    """Return the address in `text`: compatible characters folded (NFKC), invisible ones dropped.

    Raises NotAnAddress; line ends and other control characters within it are a fault, for they break headers.

    >>> parse_address(" Meera@Example.ORG ").text
    'Meera@example.org'
    """
    plain = _without_hidden(unicodedata.normalize("NFKC", text).strip())
    if not plain:
        raise NotAnAddress(AddressFault.EMPTY)
    if len(plain) > LONGEST:
        raise NotAnAddress(AddressFault.TOO_LONG)
    local, at, domain = plain.rpartition("@")
    if not at:
        raise NotAnAddress(AddressFault.NO_AT)
    return Address(_local(local), _domain(domain))


def address_key(text: str) -> str:
    """Return the key of whatever `text` is: that of the address where it is one, else the folded text.

    Eight spellings of one mailbox have one key (NFKC, Cf and Cc dropped, case folded, IDNA).
    """
    shown = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in _HIDDEN)
    plain = "".join(shown).strip()
    try:
        return parse_address(plain).key
    except NotAnAddress:
        return plain.casefold()


def _without_hidden(text: str) -> str:
    """Return the text without invisible characters; a control character is a fault."""
    if text.isascii() and text.isprintable():
        return text
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise NotAnAddress(AddressFault.CONTROL)
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


def _local(local: str) -> str:
    if local.startswith('"') and local.endswith('"') and len(local) > 2:
        if not _LOCAL.fullmatch(local[1:-1]):
            raise NotAnAddress(AddressFault.QUOTED)
        local = local[1:-1]
    if "@" in local:
        raise NotAnAddress(AddressFault.SEVERAL_ATS)
    if not local.isascii():
        raise NotAnAddress(AddressFault.NOT_ASCII)
    if not _LOCAL.fullmatch(local) or len(local) > _LONGEST_LOCAL:
        raise NotAnAddress(AddressFault.LOCAL)
    return local


@lru_cache(maxsize=1_000)
def _domain(domain: str) -> str:
    try:
        plain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise NotAnAddress(AddressFault.DOMAIN) from error
    labels = plain.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels) or labels[-1].isdecimal():
        raise NotAnAddress(AddressFault.DOMAIN)
    return plain
