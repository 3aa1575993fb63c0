"""Tells what is wrong with a template before a person uses it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsletter_app.errors import AppError, TemplateError
from newsletter_app.i18n import _
from newsletter_app.rendering.template_filling import FillTemplate, request_for
from newsletter_app.rendering.template_manifest import TemplateManifest, read_manifest
from newsletter_app.rendering.template_sample import sample_contexts


def problems(folder: Path, parts: Path, fill: FillTemplate) -> tuple[str, ...]:
    """Return a sentence for each thing that is wrong: manifest, files, or a sample that cannot be filled."""
    try:
        manifest = read_manifest(folder)
    except TemplateError as error:
        return (_told(error),)
    return (*_missing_files(manifest), *_failures(manifest, parts, fill))


def _missing_files(manifest: TemplateManifest) -> Iterator[str]:
    for family in manifest.targets:
        if not (manifest.folder / f"{family}.html").is_file():
            yield _("The target “{family}” needs a file {file}.").format(family=family, file=f"{family}.html")


def _failures(manifest: TemplateManifest, parts: Path, fill: FillTemplate) -> Iterator[str]:
    told: set[str] = set()
    for context in sample_contexts(manifest):
        if (manifest.folder / f"{context['family']}.html").is_file():
            told.update(_failure(manifest, parts, fill, context))
    yield from sorted(told)


def _failure(
    manifest: TemplateManifest, parts: Path, fill: FillTemplate, context: dict[str, Any]
) -> Iterator[str]:
    try:
        text = fill(request_for(manifest, parts, context))
    except AppError as error:
        yield _told(error)
        return
    if not text.strip() and _has_content(context):
        yield _("{file} writes nothing.").format(file=f"{context['family']}.html")


def _has_content(context: dict[str, Any]) -> bool:
    shown = context["post"] or context["edition"]
    return bool(shown.get("blocks") or shown.get("entries"))


def _told(error: AppError) -> str:
    if isinstance(error, TemplateError) and error.line and error.file not in error.message:
        return f"{error.file}, {error.line}: {error.message}"
    return error.message
