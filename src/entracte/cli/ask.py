"""entracte ask: a question in plain words."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from entracte.cli import given

app = typer.Typer(add_completion=False)


@app.command()
def ask(
    question: Annotated[
        list[str], typer.Argument(help='The question, as "how long after botox can I have a peel?"')
    ],
    professional: Annotated[
        bool, typer.Option("--professional", help="For the practitioner: verdicts and grounds.")
    ] = False,
    policy: given.Policy = "standard",
    overlay: given.OverlayFile = None,
    base: given.BaseFolder = None,
    as_of: given.AsOf = None,
    as_json: given.Json = False,
) -> None:
    """A question in plain words: what was understood, and the answer from the same rules."""
    from entracte.ask.answer import ask as answered

    rulebook = given.compiled(policy, overlay, as_of, base)
    answer = answered(" ".join(question), rulebook, "professional" if professional else "client")
    if as_json:
        print(json.dumps(answer.to_dict(), indent=2, ensure_ascii=False))
        return
    print(answer.text)
    if answer.choices:
        print("\nDo you mean:", *(f"- {choice}" for choice in answer.choices), sep="\n")
