"""Writes figures or galleries as WordPress blocks."""

from newsletter_app.rendering.block_comments import block
from newsletter_app.rendering.block_inline import attribute, inline
from newsletter_app.rendering.html_tree import Element, walk


def image(figure: Element) -> str:
    """Return an image block; a picture without an address is one that is still to be uploaded."""
    picture = next((node for node in walk([figure]) if node.tag == "img"), None)
    if picture is None:
        return ""
    link = next((node for node in walk([figure]) if node.tag == "a" and picture in node.elements), None)
    shown = _img(picture)
    if link is not None:
        shown = f'<a href="{attribute(link.get("href"))}">{shown}</a>'
    html = f'<figure class="wp-block-image">{shown}{_caption(figure)}</figure>'
    return block("image", html, {"linkDestination": "custom"} if link is not None else None)


def gallery(node: Element) -> str:
    """Return a gallery block of image blocks."""
    pictures = "\n\n".join(filter(None, (image(child) for child in node.elements)))
    classes = "wp-block-gallery has-nested-images columns-default is-cropped"
    return block("gallery", f'<figure class="{classes}">{pictures}</figure>', {"linkTo": "none"})


def _img(picture: Element) -> str:
    address = picture.get("src")
    source = f' src="{attribute(address)}"' if address else ""
    return f'<img{source} alt="{attribute(picture.get("alt"))}"/>'


def _caption(figure: Element) -> str:
    found = next((child for child in figure.elements if child.tag == "figcaption"), None)
    if found is None:
        return ""
    said = (
        Element("em", (), child.children)
        if isinstance(child, Element) and child.has_class("credit")
        else child
        for child in found.children
    )
    return f'<figcaption class="wp-element-caption">{inline(said)}</figcaption>'
