"""Turns what a person chose for a template into values it can use."""

import difflib
from collections.abc import Mapping

from newsletter_app.errors import ContentError, Open
from newsletter_app.i18n import _
from newsletter_app.rendering.template_manifest import TemplateManifest, TemplateOption

_FLAGS = {
    "yes": True,
    "true": True,
    "on": True,
    "1": True,
    "no": False,
    "false": False,
    "off": False,
    "0": False,
}
_LONGEST = 4000


def option_values(manifest: TemplateManifest, given: Mapping[str, str]) -> dict[str, str | bool | int]:
    """Return a value for every option: the one given, else its default; names it does not have are left out.

    Raises ContentError for a value that does not fit.
    """
    return {
        option.name: _value(option, given[option.name]) if option.name in given else option.default
        for option in manifest.options
    }


def require_known(manifest: TemplateManifest, given: Mapping[str, str]) -> None:
    """Raise ContentError, with the nearest name, where a name is none of the template's options."""
    names = [option.name for option in manifest.options]
    for name in given:
        if name not in names:
            raise _unknown(manifest.name, name, names)


def _unknown(template: str, name: str, names: list[str]) -> ContentError:
    near = difflib.get_close_matches(name, names, 1)
    return ContentError(
        _("The template {template} has no option “{name}”.").format(template=template, name=name),
        hint=_("Did you mean “{name}”?").format(name=near[0])
        if near
        else _("It has: {names}.").format(names=", ".join(names) or "-"),
        action=Open.TEMPLATES,
    )


def _value(option: TemplateOption, text: str) -> str | bool | int:
    match option.type:
        case "flag":
            return _flag(option, text)
        case "number":
            return _number(option, text)
        case "choice":
            return _choice(option, text)
        case _:
            return text[:_LONGEST]


def _flag(option: TemplateOption, text: str) -> bool:
    try:
        return _FLAGS[text.strip().lower()]
    except KeyError:
        raise _does_not_fit(option, _("It is yes or no.")) from None


def _number(option: TemplateOption, text: str) -> int:
    try:
        return int(text[:12])
    except ValueError:
        raise _does_not_fit(option, _("It is a whole number.")) from None


def _choice(option: TemplateOption, text: str) -> str:
    values = [value for value, _label in option.choices]
    if text not in values:
        raise _does_not_fit(option, _("It is one of: {values}.").format(values=", ".join(values)))
    return text


def _does_not_fit(option: TemplateOption, hint: str) -> ContentError:
    message = _("The option “{name}” cannot have this value.").format(name=option.name)
    return ContentError(message, hint=hint, action=Open.TEMPLATES)
