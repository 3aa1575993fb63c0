"""Knows the few words that outputs without a template say in the language of the text."""

from collections.abc import Mapping

_ENGLISH = {
    "picture": "Picture",
    "note": "note",
    "notes": "Notes",
    "links": "Links",
    "calendar": "Add to calendar",
    "read": "Read on",
    "content_note": "Content note",
    "why": "You get this e-mail because you asked for it.",
    "stop": "To stop these e-mails, reply with the word “stop”.",
    "stop_at": "Stop these e-mails",
    "safety": "Staying safe",
    "exit": "Leave this page",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": _ENGLISH,
    "de": {
        "picture": "Bild",
        "note": "Anmerkung",
        "notes": "Anmerkungen",
        "links": "Links",
        "calendar": "In den Kalender",
        "read": "Weiterlesen",
        "content_note": "Hinweis zum Inhalt",
        "why": "Sie erhalten diese E-Mail, weil Sie sie bestellt haben.",
        "stop": "Um diese E-Mails abzubestellen, antworten Sie mit dem Wort „Stopp“.",
        "stop_at": "Diese E-Mails abbestellen",
        "safety": "Sicher bleiben",
        "exit": "Diese Seite verlassen",
    },
    "fr": {
        "picture": "Image",
        "note": "note",
        "notes": "Notes",
        "links": "Liens",
        "calendar": "Ajouter au calendrier",
        "read": "Lire la suite",
        "content_note": "Avertissement",
        "why": "Vous recevez ce message parce que vous l’avez demandé.",
        "stop": "Pour ne plus recevoir ces messages, répondez par le mot « stop ».",
        "stop_at": "Ne plus recevoir ces messages",
        "safety": "Votre sécurité",
        "exit": "Quitter cette page",
    },
    "es": {
        "picture": "Imagen",
        "note": "nota",
        "notes": "Notas",
        "links": "Enlaces",
        "calendar": "Añadir al calendario",
        "read": "Seguir leyendo",
        "content_note": "Aviso sobre el contenido",
        "why": "Recibe este mensaje porque lo ha pedido.",
        "stop": "Para no recibir más mensajes, responda con la palabra «stop».",
        "stop_at": "No recibir más mensajes",
        "safety": "Su seguridad",
        "exit": "Salir de esta página",
    },
}


def word(name: str, language: str) -> str:
    """Return the word in `language` (a tag such as "de-AT"), in English where it is not known.

    >>> word("picture", "de-AT"), word("picture", "cy")
    ('Bild', 'Picture')
    """
    return _WORDS.get(language.split("-")[0].lower(), _ENGLISH)[name]
