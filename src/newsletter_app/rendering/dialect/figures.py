"""Pictures alone in their paragraph become a figure, several of them a gallery, links marked so a button."""

from xml.etree import ElementTree

from markdown.treeprocessors import Treeprocessor

from newsletter_app.rendering.dialect.pictures import CAPTION, CREDIT

_MARK = "x-button"


class Figures(Treeprocessor):
    """Looks at each paragraph after its text was read."""

    def run(self, root: ElementTree.Element) -> None:
        """Replace paragraphs of pictures or buttons in the tree."""
        for parent in list(root.iter()):
            for number, child in enumerate(list(parent)):
                made = _made_of(child) if child.tag == "p" and len(child) else None
                if made is not None:
                    parent[number] = made
        for element in root.iter():
            for name in (CAPTION, CREDIT, _MARK):
                element.attrib.pop(name, None)


def _made_of(paragraph: ElementTree.Element) -> ElementTree.Element | None:
    children = [child for child in paragraph if child.tag != "br"]
    if not children or _has_text(paragraph):
        return None
    if all(map(_is_picture, children)):
        return _figures(children)
    if all(child.get(_MARK) for child in children):
        return _buttons(children)
    return None


def _has_text(element: ElementTree.Element) -> bool:
    return any(text and text.strip() for text in (element.text, *(child.tail for child in element)))


def _is_picture(element: ElementTree.Element) -> bool:
    if element.get(CAPTION) is not None:
        return True
    return element.tag == "a" and len(element) == 1 and not _has_text(element) and _is_picture(element[0])


def _figures(pictures: list[ElementTree.Element]) -> ElementTree.Element:
    if len(pictures) == 1:
        return _figure(pictures[0])
    gallery = ElementTree.Element("div", {"class": "gallery"})
    gallery.extend(map(_figure, pictures))
    return gallery


def _figure(shown: ElementTree.Element) -> ElementTree.Element:
    picture = shown[0] if shown.tag == "a" else shown
    shown.tail = None
    figure = ElementTree.Element("figure", {"class": "figure" if picture.tag == "img" else "figure missing"})
    figure.append(shown)
    caption, credit = picture.get(CAPTION, ""), picture.get(CREDIT, "")
    if caption or credit:
        figure.append(_caption(caption, credit))
    return figure


def _caption(caption: str, credit: str) -> ElementTree.Element:
    element = ElementTree.Element("figcaption")
    element.text = _escaped(caption) + (" " if caption and credit else "")
    if credit:
        ElementTree.SubElement(element, "span", {"class": "credit"}).text = _escaped(credit)
    return element


def _buttons(links: list[ElementTree.Element]) -> ElementTree.Element:
    if len(links) == 1:
        return _button(links[0])
    row = ElementTree.Element("div")
    row.extend(map(_button, links))
    return row


def _button(link: ElementTree.Element) -> ElementTree.Element:
    link.tail = None
    if link.tag == "a":
        link.set("class", "button")
    paragraph = ElementTree.Element("p", {"class": "button"})
    paragraph.append(link)
    return paragraph


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;")
