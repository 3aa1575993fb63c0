"""How the project presents itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BrandLink:
    """A link in the footer."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Brand:
    """Name, logo, colours, address and footer of the project; every template is given it.

    `logo` is the sha256 of an asset or "". Colours are #rrggbb: `accent` is for links, rules and buttons on
    white, `accent_dark` the same on a dark ground. `footer` says why the reader gets the mail. `font` is
    "sans" or "serif".
    """

    name: str = ""
    strapline: str = ""
    logo: str = ""
    accent: str = "#23606B"
    accent_dark: str = "#83BCC4"
    font: str = "sans"
    address: str = ""
    footer: str = ""
    website: str = ""
    contact: str = ""
    links: tuple[BrandLink, ...] = ()
