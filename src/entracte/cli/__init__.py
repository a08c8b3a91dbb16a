"""The command line. Each command is a module of a few lines, imported only when it is asked for."""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from entracte.core.fault import FaultyKnowledge, Refused, mistake

COMMANDS = {
    "check": "May this treatment be done on that day? The verdict, the dates and the grounds.",
    "windows": "The calendar of closed, caution and open days for a treatment.",
    "explain": "A rule: its claims, their grades, and how the policy chose.",
    "ask": "A question in plain words.",
    "plan": "Many treatments on one calendar, proven best.",
    "audit": "A whole book judged at once.",
    "forecast": "Who is due, who must wait.",
    "affected": "Which sessions change verdict between two bases or policies.",
    "simulate": "A made-up book from a seed.",
    "serve": "The web site and the API.",
    "site": "The public pages as a static site.",
    "knowledge": "Check, list, show, compare and cover the base.",
}
ANSWERED, MISTAKEN, FAULTY = 0, 2, 3

# Typer keeps click's own exceptions to itself, and names this one by what derives from it.
UsageError: type[Exception] = typer.BadParameter.__bases__[0]


class Lazy(TyperGroup):
    """A group that imports a command's module when the command is named."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the group asks so
        return [name for name in COMMANDS if importlib.util.find_spec(f"entracte.cli.{name}")]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"entracte.cli.{cmd_name}")
        command = typer.main.get_command(module.app)
        command.name, command.short_help = cmd_name, COMMANDS[cmd_name]
        return command


app = typer.Typer(cls=Lazy, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def entracte() -> None:
    """May this treatment follow that one, and when? Who says so, and how sure are they?"""


def main() -> None:
    """Run a command; mistakes of the caller exit with 2, faulty knowledge with 3, one line each."""
    try:
        sys.exit(app(standalone_mode=False))
    except UsageError as error:
        context, said = getattr(error, "ctx", None), getattr(error, "message", "") or str(error)
        where = " / ".join(getattr(getattr(error, "param", None), "opts", ()))
        hint = f"`{context.command_path} --help` tells what it takes" if context else ""
        refuse(mistake(where, "usage", said.rstrip("."), hint))
    except Refused as refused:
        refuse(refused)
    except typer.Abort:
        sys.exit(MISTAKEN)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(ANSWERED)


def refuse(refused: Refused) -> NoReturn:
    """Tell what is wrong, one line a fault, and exit."""
    if "--json" in sys.argv:
        print(json.dumps({"errors": [_error(fault) for fault in refused.faults]}, indent=2))
    for fault in refused.faults:
        print(fault, file=sys.stderr)
    sys.exit(FAULTY if isinstance(refused, FaultyKnowledge) else MISTAKEN)


def _error(fault: Any) -> dict[str, str]:
    return {"code": fault.code, "message": fault.message, "where": fault.where, "hint": fault.hint}
