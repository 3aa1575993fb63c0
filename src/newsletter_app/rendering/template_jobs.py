"""Fills templates, in the worker or wherever it is called."""

import hashlib
from collections import OrderedDict
from typing import Any

from jinja2.exceptions import TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError

from newsletter_app.errors import TemplateError
from newsletter_app.i18n import _
from newsletter_app.rendering.template_files import FILE_NAME
from newsletter_app.rendering.template_sandbox import TemplateEnvironment
from newsletter_app.rendering.template_values import opened

_MOST_KEPT = 12
_kept: OrderedDict[str, TemplateEnvironment] = (
    OrderedDict()
)  # by content, so one that was edited is a new one
_MOST_CHARACTERS = 5_000_000
_SLIPS = (TemplateRuntimeError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError)


def template(request: dict[str, Any]) -> dict[str, Any]:
    """Return {"text": …} for {"files": {name: text}, "main": name, "context": {…}}.

    Raises TemplateError, which knows file and line, also where the text would have more than 5 MB.
    """
    environment = _environment(request["files"])
    return {"text": _filled(environment, request["main"], request["context"])}


def compiled(request: dict[str, Any]) -> dict[str, Any]:
    """Return {} where every file of {"files": …} can be read as a template. Raises TemplateError."""
    environment = _environment(request["files"])
    for name in sorted(request["files"]):
        _got(environment, name)
    return {}


def _environment(files: dict[str, str]) -> TemplateEnvironment:
    key = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()
    if key not in _kept:
        _kept[key] = TemplateEnvironment(files)
        if len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return _kept[key]


def _got(environment: TemplateEnvironment, name: str) -> Any:
    try:
        return environment.get_template(name)
    except TemplateSyntaxError as error:
        raise _wrong(error.message or "", error.name or name, error.lineno) from error
    except TemplateNotFound as error:
        raise _not_there(error, name, 0) from error


def _filled(environment: TemplateEnvironment, main: str, context: dict[str, Any]) -> str:
    page, values = _got(environment, main), opened(context)
    parts: list[str] = []
    size = 0
    try:
        for part in page.generate(values):
            size += len(part)
            if size > _MOST_CHARACTERS:
                raise _too_large(main)
            parts.append(part)
    except TemplateSyntaxError as error:
        raise _wrong(error.message or "", error.name or main, error.lineno) from error
    except TemplateNotFound as error:
        raise _not_there(error, *_where(error, main)) from error
    except _SLIPS as error:
        raise _wrong(str(error), *_where(error, main)) from error
    return "".join(parts)


def _where(error: BaseException, main: str) -> tuple[str, int]:
    """Return the file and line of the template's own frame that is nearest to the error."""
    place, frame = (main, 0), error.__traceback__
    while frame is not None:
        file = frame.tb_frame.f_code.co_filename  # Jinja gives frames of a template the name of its file
        if FILE_NAME.fullmatch(file):
            place = (file, frame.tb_lineno)
        frame = frame.tb_next
    return place


def _not_there(error: TemplateNotFound, file: str, line: int) -> TemplateError:
    return _wrong(f"there is no file “{str(error.name)[:80]}” in this template", file, line)


def _too_large(main: str) -> TemplateError:
    return TemplateError(
        _("The page would have more than 5 MB."),
        hint=_("Divide the text, or see whether the template repeats itself."),
        file=main,
    )


def _wrong(problem: str, file: str, line: int) -> TemplateError:
    told = problem[:300].rstrip(".")
    if line:
        message = _("The template has a mistake in {file}, line {line}: {problem}.").format(
            file=file, line=line, problem=told
        )
    else:
        message = _("The template has a mistake in {file}: {problem}.").format(file=file, problem=told)
    return TemplateError(
        message, hint=_("The text is safe. Correct the template or choose another one."), file=file, line=line
    )
