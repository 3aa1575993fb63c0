"""Shows or changes how the project presents itself."""

from dataclasses import replace
from pathlib import Path

import click

from newsletter_app.commands import shapes
from newsletter_app.commands.grammar import Verbs
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.commands.texts import bytes_of
from newsletter_app.commands.values import pair_of
from newsletter_app.content.brand import Brand
from newsletter_app.rendering.brand_checks import set_brand


@click.group("brand", cls=Verbs, invoke_without_command=True)
@click.pass_context
def brand(context: click.Context) -> None:
    r"""Show or change name, colours, logo, address and footer of the project.

    \b
    Examples:
      newsletter-app brand
      newsletter-app brand set name="Harbour Project" accent=#23606B
      newsletter-app brand set links="About us=https://example.org/about"
      newsletter-app brand logo logo.png
    """
    if context.invoked_subcommand is None:
        context.invoke(show_brand)


@brand.command("show")
@pass_parts
def show_brand(parts: Parts) -> None:
    """Show the brand."""
    _answer(parts, parts.to_read().brand.load())


@brand.command("set")
@click.argument("pairs", metavar="K=V...", nargs=-1, required=True)
@pass_parts
def set_(parts: Parts, pairs: tuple[str, ...]) -> None:
    """Set one or several values; all of them or none."""
    wanted = [pair_of(pair, "K=V") for pair in pairs]
    library = parts.to_write()
    changed = library.brand.load()
    for key, value in wanted:
        changed = set_brand(changed, key, value)
    library.brand.save(changed)
    _answer(parts, changed)


@brand.command("logo")
@click.argument("file")
@pass_parts
def logo(parts: Parts, file: str) -> None:
    """Take a picture as the logo."""
    data = bytes_of(file)
    library = parts.to_write()
    before = library.brand.load()
    with library.together():
        saved = library.assets.add(data, Path(file).name, alt=before.name, decorative=not before.name)
        changed = replace(before, logo=saved.item.sha256)
        library.brand.save(changed)
    _answer(parts, changed)


def _answer(parts: Parts, value: Brand) -> None:
    shown = shapes.brand(value)
    links = "; ".join(f"{link['label']}={link['url']}" for link in shown["links"])
    parts.answer.one(shown, [f"{key}: {told}".rstrip() for key, told in (shown | {"links": links}).items()])
