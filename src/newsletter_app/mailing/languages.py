"""Reads the language that an address book gives a reader."""

from newsletter_app.content.languages import is_language

_NAMES = {
    "en": "english englisch anglais ingles inglés",
    "de": "german deutsch allemand aleman alemán",
    "fr": "french französisch francais français frances francés",
    "es": "spanish spanisch espagnol espanol español castellano",
    "cy": "welsh cymraeg",
    "ga": "irish gaeilge",
    "gd": "gaelic gàidhlig",
    "it": "italian italienisch italien italiano",
    "nl": "dutch niederländisch nederlands",
    "pl": "polish polnisch polski",
    "pt": "portuguese portugiesisch português",
    "ro": "romanian rumänisch română",
    "ru": "russian russisch русский",
    "uk": "ukrainian ukrainisch українська",
    "tr": "turkish türkisch türkçe",
    "ar": "arabic arabisch العربية",
    "ur": "urdu اردو",
    "bn": "bengali bangla বাংলা",
    "pa": "punjabi panjabi ਪੰਜਾਬੀ",
    "so": "somali soomaali",
    "fa": "persian farsi فارسی",
    "zh": "chinese chinesisch 中文",
}
_TAGS = {name: tag for tag, names in _NAMES.items() for name in names.split()}


def language_tag(text: str) -> str | None:
    """Return the tag of a language written as tag, as locale or by name, "" for "", None where it is none.

    >>> language_tag("en_GB.UTF-8"), language_tag("Deutsch"), language_tag("pig latin")
    ('en-GB', 'de', None)
    """
    plain = text.strip().partition(".")[0].replace("_", "-")
    if not plain or is_language(plain):
        return plain
    return _TAGS.get(plain.casefold())
