"""Knows the headings under which address books keep what we know of a reader."""

import re
import unicodedata
from enum import StrEnum


class Meaning(StrEnum):
    """What a column holds: LEFT that somebody unsubscribed elsewhere, FIELD a merge field of its own."""

    EMAIL = "email"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    NAME = "name"
    LANGUAGE = "language"
    LEFT = "left"
    FIELD = "field"


# English, German, French, Spanish; Mailchimp, Outlook, Google Contacts, Thunderbird, Brevo and listmonk.
# In each line the surer ones stand first.
_HEADINGS: dict[Meaning, tuple[str, ...]] = {
    Meaning.EMAIL: (
        *("email", "email address", "e-mail 1 value", "email 1 value", "e-mail 1 address", "primary email"),
        *("emails", "email id", "mail", "mail address", "subscriber email", "contact email", "work email"),
        *("home email", "private email", "e-mail-adresse", "e-mail adressen", "mailadresse", "e-post"),
        *("elektronische adresse", "adresse e-mail", "adresse email", "adresse mail", "courriel", "mel"),
        *("adresse electronique", "adresse de messagerie", "adresse de courriel", "adresse de courrier"),
        *("adresse de courrier electronique", "courrier electronique", "correo", "correo electronico"),
        *("direccion de correo", "direccion de correo electronico", "direccion de email", "email 1"),
        *("direccion de e-mail", "correo electronico 1"),
    ),
    Meaning.FIRST_NAME: (
        *(
            "first name",
            "firstname",
            "given name",
            "forename",
            "fname",
            "first",
            "christian name",
            "givenname",
        ),
        *("vorname", "rufname", "prenom", "nombre", "nombre de pila", "primer nombre"),
    ),
    Meaning.LAST_NAME: (
        *("last name", "lastname", "surname", "family name", "lname", "last", "second name", "nachname"),
        *("familienname", "zuname", "nom de famille", "nom", "apellido", "apellidos", "primer apellido"),
    ),
    Meaning.NAME: (
        *("name", "full name", "display name", "contact name", "subscriber name", "vollstandiger name"),
        *("anzeigename", "voller name", "nom complet", "nom et prenom", "nom affiche", "nombre completo"),
        *("nombre y apellidos", "nombre para mostrar"),
    ),
    Meaning.LANGUAGE: (
        *("language", "lang", "locale", "preferred language", "language code", "sprache", "langue", "idioma"),
        *("lengua", "sprachcode"),
    ),
    Meaning.LEFT: ("unsub time", "clean time", "unsubscribed at", "unsubscribe time", "opt-out time"),
}
LONGEST_NAME = 40
"""Characters that the name of a merge field may have."""

_SIGNS = re.compile(r"[\W_]+")


def _folded(heading: str) -> str:
    plain = unicodedata.normalize("NFKD", heading.casefold())
    return _SIGNS.sub("", "".join(sign for sign in plain if not unicodedata.combining(sign)))


_KNOWN = {
    _folded(heading): (meaning, rank)
    for meaning, headings in _HEADINGS.items()
    for rank, heading in enumerate(headings)
}


def meaning_of(heading: str) -> tuple[Meaning, int]:
    """Return what a column of that heading holds, with how sure it is: 0 is surest.

    Case, accents, spaces, underscores and other signs do not count.

    >>> meaning_of("E-Mail_Adresse")[0], meaning_of("Prénom")[0], meaning_of("Shoe size")[0]
    (<Meaning.EMAIL: 'email'>, <Meaning.FIRST_NAME: 'first_name'>, <Meaning.FIELD: 'field'>)
    """
    return _KNOWN.get(_folded(heading), (Meaning.FIELD, 0))


def field_name(heading: str) -> str:
    """Return the heading as the name of a merge field, "" where no letter of it can be one.

    >>> field_name("Größe (cm)"), field_name("2nd line")
    ('grosse_cm', 'f_2nd_line')
    """
    plain = unicodedata.normalize("NFKD", heading.casefold()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return (name if name[:1].isalpha() or not name else f"f_{name}")[:LONGEST_NAME].strip("_")
