"""Keeps what a template can do down to laying out the values it is given."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import Namespace

from newsletter_app.rendering.template_files import FILE_NAME

MOST_STEPS = 1000
_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "groupby", "int", "items", "join",
    "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "select",
    "selectattr", "sort", "string", "striptags", "trim", "truncate", "unique", "upper", "urlencode",
)  # fmt: skip
_TESTS = (
    "boolean", "defined", "divisibleby", "eq", "equalto", "even", "false", "ge", "gt", "in", "integer", "le",
    "lt", "mapping", "ne", "none", "number", "odd", "sameas", "sequence", "string", "true", "undefined",
    "==", "!=", ">", ">=", "<", "<=",
)  # fmt: skip
_OUR_OWN = (BlockReference, LoopContext, Macro, Namespace, TemplateReference)
_LONGEST_WORD = 10_000


class FolderLoader(BaseLoader):
    """Gives the files of one template by name, from memory: no path is ever opened."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files

    # Jinja calls it with both.
    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """Return the text of a file under its own name, so that errors can tell it."""
        if not FILE_NAME.fullmatch(template) or template not in self._files:
            raise TemplateNotFound(template)
        return self._files[template], template, lambda: True


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """A Jinja environment in which nothing can be called but macros, listed filters and tests.

    Values are plain, so an attribute is always a key: no method of a text, list or dict can be reached. `*`,
    `**` and `%` are stopped because constants are folded at compile time, where no output limit helps.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, files: Mapping[str, str]) -> None:
        super().__init__(
            loader=FolderLoader(files), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, cache_size=64, auto_reload=False,
        )  # fmt: skip
        self.filters = {name: FILTERS[name] for name in _FILTERS} | {"fill": _fill, "items": _items}
        self.tests = {name: TESTS[name] for name in _TESTS}
        self.globals = {"range": _range, "namespace": Namespace}

    # Jinja calls it with all of them.
    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        """Refuse the operators that can grow a value without end."""
        raise SecurityError(f"the operator {operator} is not for templates")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the key of a dict, or an attribute of one of Jinja's own helpers, such as loop.first."""
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, _OUR_OWN):
            return super().getattr(obj, attribute)
        if isinstance(obj, Undefined):
            return obj[attribute]  # raises, naming what is undefined
        return self.undefined(obj=obj, name=attribute, exc=SecurityError)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an entry of a list or dict; never an attribute."""
        if isinstance(obj, _OUR_OWN):
            return self.getattr(obj, str(argument))
        try:
            return obj[argument]
        except (LookupError, TypeError):
            return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether it is a macro or one of the listed globals."""
        return (
            isinstance(obj, (Macro, BlockReference, LoopContext))
            or obj in (_range, Namespace)
            or _is_loop_part(obj)
        )

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.ScopedEvalContextModifier):
            raise TemplateSyntaxError("escaping cannot be switched off", node.lineno, name, filename)
        return tree


def _is_loop_part(obj: Any) -> bool:
    return isinstance(getattr(obj, "__self__", None), LoopContext) and obj.__name__ in ("cycle", "changed")


def _range(*bounds: int) -> range:
    steps = range(*bounds)
    if len(steps) > MOST_STEPS:
        raise SecurityError(f"range() counts to {MOST_STEPS} at most")
    return steps


def _items(value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return list(value.items())


def _fill(text: str, **values: Any) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value)[:_LONGEST_WORD])
    return text
