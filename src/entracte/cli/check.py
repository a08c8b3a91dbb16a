"""entracte check: one treatment, one day, one client."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from entracte.cli import given
from entracte.core.proposal import Proposal
from entracte.engine.assess import assess

app = typer.Typer(add_completion=False)


@app.command()
def check(
    procedure: Annotated[str, typer.Argument(help="The treatment put forward.")],
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="The day, as 2026-12-01.")],
    area: given.Areas = None,
    done: given.Done = None,
    booked: given.Booked = None,
    factor: given.Factors = None,
    dose: Annotated[float | None, typer.Option("--dose", help="The dose, in the unit of its limit.")] = None,
    policy: given.Policy = "standard",
    overlay: given.OverlayFile = None,
    base: given.BaseFolder = None,
    as_of: given.AsOf = None,
    client_reader: Annotated[
        bool, typer.Option("--client-reader", help="General guidance, for the client.")
    ] = False,
    as_json: given.Json = False,
) -> None:
    """May this treatment be done on that day? The verdict, the dates and the grounds."""
    rulebook = given.compiled(policy, overlay, as_of, base)
    history = given.history(done, booked, factor)
    proposal = Proposal(procedure, given.day(on, "--on"), frozenset(area or ()), dose=dose)
    assessment = assess(rulebook, history, proposal)
    if as_json:
        from entracte.engine import explain, guidance

        told = guidance.to_dict(assessment) if client_reader else explain.to_dict(assessment)
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return
    from entracte.cli import paper

    paper.client(assessment) if client_reader else paper.professional(assessment)
