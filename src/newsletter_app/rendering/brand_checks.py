"""Sets what a person says about the brand, one value at a time."""

import difflib
from collections.abc import Callable
from dataclasses import replace

from newsletter_app.content.brand import Brand, BrandLink
from newsletter_app.content.contrast import FOR_TEXT, contrast, is_colour
from newsletter_app.content.plain import without_control_characters
from newsletter_app.errors import ContentError, Open
from newsletter_app.i18n import N_, _
from newsletter_app.rendering.addresses import mail_address, web_address
from newsletter_app.rendering.brand_colours import DARK_GROUND, LIGHT_GROUND, nearest_readable

_LONGEST = 2000
_FONTS = ("sans", "serif")


def set_brand(brand: Brand, key: str, value: str) -> Brand:
    r"""Return the brand with one value set from text.

    Keys are the fields of Brand. Colours are #rrggbb or #rgb; links are written "Label=URL; Label=URL"; in an
    address "\n" or a line end parts the lines. Raises ContentError; for a colour that is too pale or too
    dark for text (WCAG 2.2, 1.4.3: 4.5 to 1) it names the nearest one that can be read.
    """
    if key not in _SETTERS:
        raise _unknown(key)
    return _SETTERS[key](brand, without_control_characters(value).strip())


def _unknown(key: str) -> ContentError:
    near = difflib.get_close_matches(key, _SETTERS, 1)
    hint = _("Did you mean “{name}”?").format(name=near[0]) if near else _("It has: {names}.").format(
        names=", ".join(_SETTERS)
    )  # fmt: skip
    return ContentError(_("The brand has no “{key}”.").format(key=key), hint=hint, action=Open.BRAND)


def _text(key: str) -> Callable[[Brand, str], Brand]:
    def change(brand: Brand, value: str) -> Brand:
        if len(value) > _LONGEST:
            raise _wrong(_("“{key}” is longer than 2,000 characters.").format(key=key), _("Shorten it."))
        return replace(brand, **{key: value})  # type: ignore[arg-type]  # the fields of text only

    return change


def _address(brand: Brand, value: str) -> Brand:
    return _text("address")(brand, value.replace("\\n", "\n"))


def _colour(key: str, ground: str, where: str) -> Callable[[Brand, str], Brand]:
    def change(brand: Brand, value: str) -> Brand:
        colour = _full(value)
        if not is_colour(colour):
            raise _wrong(_("“{value}” is not a colour.").format(value=value[:40]), _("Write it as #23606B."))
        if contrast(colour, ground) < FOR_TEXT:
            raise _unreadable(colour, ground, _(where))
        return replace(brand, **{key: colour.upper()})  # type: ignore[arg-type]  # the fields of text only

    return change


def _full(value: str) -> str:
    """Return #aabbcc for #abc."""
    short = value.startswith("#") and len(value) == len("#abc")
    return "#" + "".join(2 * digit for digit in value[1:]) if short else value


def _unreadable(colour: str, ground: str, where: str) -> ContentError:
    return _wrong(
        _(
            "Text in {colour} is hard to read {where}: its contrast is {ratio} to 1, and 4.5 is needed."
        ).format(colour=colour, where=where, ratio=f"{int(contrast(colour, ground) * 10) / 10}"),
        _("The nearest colour that can be read is {colour}.").format(colour=nearest_readable(colour, ground)),
    )


def _font(brand: Brand, value: str) -> Brand:
    if value not in _FONTS:
        raise _wrong(_("The font is sans or serif."), _("Both are fonts that every reader has."))
    return replace(brand, font=value)


def _website(brand: Brand, value: str) -> Brand:
    return replace(brand, website=_web(value) if value else "")


def _web(value: str) -> str:
    address = web_address(value)
    if not address.lower().startswith(("http://", "https://")):
        raise _wrong(
            _("“{value}” is not a web address.").format(value=value[:80]), _("Begin it with https://.")
        )
    return address


def _links(brand: Brand, value: str) -> Brand:
    written = [part.strip() for part in value.split(";") if part.strip()]
    return replace(brand, links=tuple(map(_link, written)))


def _link(written: str) -> BrandLink:
    label, _sign, url = (part.strip() for part in written.partition("="))
    if not label or not url:
        raise _wrong(
            _("“{link}” is not a link with a label.").format(link=written[:80]),
            _("Write links as Label=https://example.org; Label=https://example.org/about."),
        )
    mail = mail_address(url)
    return BrandLink(label, f"mailto:{mail}" if mail else _web(url))


def _wrong(message: str, hint: str) -> ContentError:
    return ContentError(message, hint=hint, action=Open.BRAND)


_SETTERS: dict[str, Callable[[Brand, str], Brand]] = {
    "name": _text("name"),
    "strapline": _text("strapline"),
    "logo": _text("logo"),
    "accent": _colour("accent", LIGHT_GROUND, N_("on white")),
    "accent_dark": _colour("accent_dark", DARK_GROUND, N_("on a dark ground")),
    "font": _font,
    "address": _address,
    "footer": _text("footer"),
    "website": _website,
    "contact": _text("contact"),
    "links": _links,
}
