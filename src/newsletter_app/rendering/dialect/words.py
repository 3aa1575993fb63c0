"""The page's own words in the languages of posts; English where a language is not known."""

_WORDS = {
    "en": {
        "note": "Note",
        "important": "Important",
        "safety": "Safety",
        "when": "When",
        "where": "Where",
        "contact": "Contact",
    },
    "de": {
        "note": "Hinweis",
        "important": "Wichtig",
        "safety": "Sicherheit",
        "when": "Wann",
        "where": "Wo",
        "contact": "Kontakt",
    },
    "fr": {
        "note": "Remarque",
        "important": "Important",
        "safety": "Sécurité",
        "when": "Quand",
        "where": "Où",
        "contact": "Contact",
    },
    "es": {
        "note": "Nota",
        "important": "Importante",
        "safety": "Seguridad",
        "when": "Cuándo",
        "where": "Dónde",
        "contact": "Contacto",
    },
    "nl": {
        "note": "Let op",
        "important": "Belangrijk",
        "safety": "Veiligheid",
        "when": "Wanneer",
        "where": "Waar",
        "contact": "Contact",
    },
}


def word(key: str, language: str) -> str:
    """Return the page's word for `key` in `language`.

    >>> word("where", "de-AT"), word("safety", "xx")
    ('Wo', 'Safety')
    """
    return _WORDS.get(language.lower().split("-")[0], _WORDS["en"])[key]
