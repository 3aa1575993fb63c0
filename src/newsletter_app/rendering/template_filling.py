"""Hands a template to whoever fills it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsletter_app.errors import TemplateError
from newsletter_app.i18n import _
from newsletter_app.rendering.template_files import files_of
from newsletter_app.rendering.template_manifest import FILE, TemplateManifest
from newsletter_app.rendering.template_options import option_values
from newsletter_app.worker import TEMPLATE, Worker


@dataclass(frozen=True, slots=True)
class TemplateRequest:
    """The files of one template by name, the one to begin with, and the values it is given."""

    files: Mapping[str, str]
    main: str
    context: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return what the job "template" takes."""
        return {"files": dict(self.files), "main": self.main, "context": dict(self.context)}


FillTemplate = Callable[[TemplateRequest], str]


class FillInWorker:
    """Fills in the worker, which is ended when a template goes over its limits."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def __call__(self, request: TemplateRequest) -> str:
        """Return the filled text. Raises TemplateError or OverLimit."""
        text: str = self._worker.call("template", request.as_json(), TEMPLATE)["text"]
        return text


def request_for(manifest: TemplateManifest, parts: Path, context: Mapping[str, Any]) -> TemplateRequest:
    """Return what fills one template: its files, and the context with words and options added.

    Raises TemplateError where it does not show this kind in this family.
    """
    family, kind = str(context["family"]), str(context["kind"])
    if family not in manifest.targets or kind not in manifest.kinds:
        raise _not_for_this(manifest, family, kind)
    given = {str(key): str(value) for key, value in dict(context.get("options", {})).items()}
    words = manifest.words_in(str(context["language"]))
    full = {**context, "words": words, "options": option_values(manifest, given)}
    return TemplateRequest(files_of(manifest.folder, parts), f"{family}.html", full)


def _not_for_this(manifest: TemplateManifest, family: str, kind: str) -> TemplateError:
    return TemplateError(
        _("The template {name} does not show a {kind} as {family}.").format(
            name=manifest.name, kind=kind, family=family
        ),
        hint=_("It is for {kinds}, as {targets}.").format(
            kinds=", ".join(manifest.kinds), targets=", ".join(manifest.targets)
        ),
        file=FILE,
    )
