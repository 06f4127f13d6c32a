"""The help of the command line, in French to the last word: the library's own is in English."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from rich.console import Console
from rich.table import Table
from typer.core import TyperCommand, TyperGroup

# Spaces at which French does not break a line, and what holds their place while lines are broken: at a no-break space
# the library breaks too.
_HELD = re.compile(r"(?<=«) | (?=[;:?!»])")
_JOIN = "\ue000"
# Every argument and option that takes a value is declared with its `metavar`, in French.


class _InFrench:
    """Mixed into a command: its help is told here."""

    def get_help(self, ctx: Any) -> str:
        """The whole help text."""
        return help_text(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """The option that asks for it."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Affiche cette aide."
        return option


class Command(_InFrench, TyperCommand):
    """A command whose help is in French."""


class Group(_InFrench, TyperGroup):
    """The commands together, likewise."""


def help_text(command: Any, ctx: Any) -> str:
    """What the command does, how it is called, and what it takes."""
    parameters = command.get_params(ctx)
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    options = [one for one in parameters if one.param_type_name == "option"]
    commands: Mapping[str, Any] = getattr(command, "commands", {})
    called = " ".join([ctx.command_path, "[options]", *(["commande"] if commands else []), *map(_called, arguments)])
    out = StringIO()
    console = Console(file=out, highlight=False, color_system=None)
    console.print(f"Emploi : {called}\n", markup=False)
    console.print(inspect.cleandoc(command.help or ""), markup=False)
    _table(console, "Commandes", ((name, _first_line(one.help or "")) for name, one in commands.items()))
    _table(console, "Arguments", ((_called(one), one.help or "") for one in arguments))
    _table(console, "Options", map(_option, options))
    return "\n".join(line.rstrip() for line in out.getvalue().replace(_JOIN, " ").splitlines())


def _table(console: Console, title: str, rows: Iterator[tuple[str, str]]) -> None:
    table = Table.grid(padding=(0, 2), pad_edge=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for name, told in rows:
        table.add_row(f"  {name}", _HELD.sub(_JOIN, told))
    if table.row_count:
        console.print(f"\n{title} :")
        console.print(table, markup=False)


def _called(argument: Any) -> str:
    name = argument.metavar
    name = f"{name}…" if argument.nargs != 1 else name
    return name if argument.required else f"[{name}]"


def _option(option: Any) -> tuple[str, str]:
    names = ", ".join(option.opts)
    if option.secondary_opts:
        names += f" / {', '.join(option.secondary_opts)}"
    if not option.is_flag:
        names += f" {option.metavar}"
    told = option.help or ""
    if not option.is_flag and option.default not in (None, ""):
        told += f" Par défaut : {option.default}."
    return names, told


def _first_line(text: str) -> str:
    return inspect.cleandoc(text).split("\n\n")[0].replace("\n", " ")
