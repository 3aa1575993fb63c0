"""Shows, copies and checks templates."""

from pathlib import Path
from typing import Any

import click

from newsletter_app.commands.grammar import Verbs
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.errors import ContentError, TemplateError
from newsletter_app.i18n import _
from newsletter_app.rendering.template_manifest import TemplateManifest

_OWN = "templates"


@click.group("templates", cls=Verbs, invoke_without_command=True)
@click.pass_context
def templates(context: click.Context) -> None:
    r"""Show the templates, copy one to make it your own, check one.

    \b
    Examples:
      newsletter-app templates
      newsletter-app templates show digest
      newsletter-app templates copy digest our-digest
      newsletter-app templates check ~/library/templates/our-digest
    """
    if context.invoked_subcommand is None:
        context.invoke(list_templates)


@templates.command("list")
@pass_parts
def list_templates(parts: Parts) -> None:
    """List the templates."""
    shown = [_shown(manifest) for manifest in parts.templates().all()]
    parts.answer.many(shown, ("name", "kinds", "targets", "description"))


@templates.command("show")
@click.argument("name")
@pass_parts
def show_template(parts: Parts, name: str) -> None:
    """Show a template with its options."""
    shown = _shown(parts.templates().get(name))
    lines = [
        f"{key}: {', '.join(value) if isinstance(value, list) else value}"
        for key, value in shown.items()
        if key != "options"
    ]
    parts.answer.one(shown, [*lines, *map(_option_line, shown["options"])])


@templates.command("copy")
@click.argument("name")
@click.argument("to")
@pass_parts
def copy_template(parts: Parts, name: str, to: str) -> None:
    """Copy a template into the library, where it can be changed."""
    parts.templates().get(name)
    folder = parts.to_write().folder / _OWN
    copied = parts.templates().copy(name, to, folder)
    parts.answer.one({"name": to, "folder": str(copied)}, [str(copied)])


@templates.command("check")
@click.argument("path")
@pass_parts
def check_template(parts: Parts, path: str) -> None:
    """Say what is wrong with a template's folder; fails where anything is."""
    folder = Path(path)
    if not folder.is_dir():
        raise ContentError(
            _("There is no folder “{folder}”.").format(folder=path), hint=_("Name a template's folder.")
        )
    problems = parts.templates().check(folder)
    parts.answer.lines([{"message": problem} for problem in problems], problems)
    if problems:
        raise TemplateError(
            _("The template “{name}” cannot be used as it is.").format(name=folder.resolve().name),
            hint=_("Put right what is listed, then check it again."),
        )
    parts.answer.note(_("The template “{name}” can be used.").format(name=folder.resolve().name))


def _shown(manifest: TemplateManifest) -> dict[str, Any]:
    return {
        "name": manifest.name,
        "description": manifest.description,
        "kinds": [str(kind) for kind in manifest.kinds],
        "targets": list(manifest.targets),
        "folder": str(manifest.folder),
        "options": [
            {
                "name": option.name,
                "type": option.type,
                "default": option.default,
                "label": option.label,
                "choices": [value for value, _label in option.choices],
            }
            for option in manifest.options
        ],
    }


def _option_line(option: dict[str, Any]) -> str:
    choices = f" ({', '.join(option['choices'])})" if option["choices"] else ""
    return f"option {option['name']}: {option['label']}, {option['type']}{choices}, {option['default']}"
