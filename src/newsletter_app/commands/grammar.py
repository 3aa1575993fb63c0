"""Lets --library and --json stand before or after every verb."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

import click

from newsletter_app.i18n import _

LIBRARY = "newsletter_app.library"
JSON = "newsletter_app.json"


def _remember(key: str) -> Any:
    def remember(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value:
            context.meta[key] = value

    return remember


def _everywhere() -> list[click.Parameter]:
    """Return the options that every verb has."""
    return [
        click.Option(
            ["--library"],
            metavar="FOLDER",
            expose_value=False,
            callback=_remember(LIBRARY),
            help=_("The library to use, instead of the usual one."),
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            expose_value=False,
            callback=_remember(JSON),
            help=_("Answer with one JSON document."),
        ),
    ]


def _completed(more: dict[str, Any]) -> dict[str, Any]:
    """Return what a verb is made of, with the common options; its examples keep their lines."""
    params = [*(more.get("params") or []), *_everywhere()]
    told = (more.get("help") or "").replace("\\b\n", "\b\n")
    return more | {"params": params, "help": told or None}


class Verb(click.Command):
    """A verb that takes the common options as well."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **_completed(more))


class Verbs(click.Group):
    """A verb with verbs below it; without one of them it does what its own function does."""

    command_class = Verb

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **_completed(more))

    # click

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options of the group; the common ones may stand behind its own arguments too."""
        own = sum(isinstance(parameter, click.Argument) for parameter in self.params)
        return super().parse_args(ctx, _common_first(args, own) if own else args)


def _common_first(args: list[str], own: int) -> list[str]:
    """Return the words with the common options among the first `own` arguments, or right behind, in front."""
    common: list[str] = []
    others: list[str] = []
    rest = list(args)
    while rest:
        takes = 2 if rest[0] == "--library" else 1
        if rest[0] in ("--json", "--library") or rest[0].startswith("--library="):
            common += rest[:takes]
        elif len(others) < own and not rest[0].startswith("-"):
            others += rest[:takes]
        else:
            break
        rest = rest[takes:]
    return [*common, *others, *rest]


class LateVerbs(Verbs):
    """The verbs at the top, of which only the one that is used is brought in."""

    def __init__(
        self, *args: Any, verbs: Mapping[str, str], load: Callable[[str], click.Command], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self._verbs = verbs
        self._load = load

    # click

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        """Return their names in the order of the help."""
        return list(self._verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click calls it so
        """Return one of them, or None where there is none."""
        return self._load(cmd_name) if cmd_name in self._verbs else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the one that is meant, or fail with the nearest name."""
        near = get_close_matches(args[0], self._verbs, n=1)
        if args[0] not in self._verbs and not args[0].startswith("-") and near:
            ctx.fail(
                _("There is no command “{name}”. Did you mean “{near}”?").format(name=args[0], near=near[0])
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click calls it so
        """List them without bringing any of them in."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(told)) for name, told in self._verbs.items()])
