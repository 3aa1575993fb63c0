"""Writes dates as readers of a language do."""

import datetime as dt

_MONTHS = {
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "cy": "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
    "grudnia",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
}
_NAMES = {tag: months.split() for tag, months in _MONTHS.items()}
_FORMS = {
    "cs": "{day}. {month} {year}",
    "da": "{day}. {month} {year}",
    "de": "{day}. {month} {year}",
    "en-us": "{month} {day}, {year}",
    "es": "{day} de {month} de {year}",
    "nb": "{day}. {month} {year}",
    "pt": "{day} de {month} de {year}",
}
_FIRST_DAYS = {"fr": "1er", "it": "1º"}


def long_date(date: dt.date | None, language: str) -> str:
    """Return 14 March 2027 or 14. März 2027; 2027-03-14 in a language whose months we do not know.

    >>> long_date(dt.date(2027, 3, 14), "en-GB"), long_date(dt.date(2027, 3, 14), "en-US")
    ('14 March 2027', 'March 14, 2027')
    >>> long_date(dt.date(2027, 3, 14), "es"), long_date(dt.date(2027, 3, 1), "fr-FR")
    ('14 de marzo de 2027', '1er mars 2027')
    """
    if date is None:
        return ""
    tag = language.replace("_", "-").lower()
    base = tag.split("-")[0]
    if base not in _NAMES:
        return date.isoformat()
    month = _NAMES[base][date.month - 1]
    day = _FIRST_DAYS.get(base, "1") if date.day == 1 else str(date.day)
    form = _FORMS.get(tag) or _FORMS.get(base, "{day} {month} {year}")
    return form.format(day=day, month=month, year=date.year)
