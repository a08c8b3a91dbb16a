"""entracte serve: the web site and the API."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from entracte.cli import given
from entracte.core.fault import mistake

app = typer.Typer(add_completion=False)


@app.command()
def serve(
    address: Annotated[str, typer.Option("--address", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes.")] = 1,
    production: Annotated[
        bool, typer.Option("--production", help="The settings for the open web, behind TLS.")
    ] = False,
    overlay: given.OverlayFile = None,
    base: given.BaseFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the address as JSON.")] = False,
) -> None:
    """The web site and the API."""
    settings = "production" if production else "local"
    os.environ["DJANGO_SETTINGS_MODULE"] = f"entracte.web.settings.{settings}"
    for name, path in (("ENTRACTE_BASE", base), ("ENTRACTE_OVERLAY", overlay)):
        if path is not None:
            os.environ[name] = str(path.resolve())
    _warm(base, overlay)
    url = f"http://{'localhost' if address in ('127.0.0.1', '0.0.0.0') else address}:{port}/"
    print(
        json.dumps({"address": url}) if as_json else f"entracte answers at {url} (stop with Ctrl-C)",
        flush=True,
    )
    _listen(address, port, workers)


def _listen(address: str, port: int, workers: int) -> None:
    try:
        from granian.constants import Interfaces
        from granian.log import LogLevels
        from granian.server import Server
    except ImportError:
        hint = "install entracte[web]"
        raise mistake("serve", "not-installed", "the web room's libraries are missing", hint) from None
    Server(
        "entracte.web.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=2,
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,  # an address line holds the question
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()


def _warm(base: Path | None, overlay: Path | None) -> None:
    """Compile before listening: a faulty base is refused here, in one line, and workers start fast."""
    for policy in ("standard", "cautious"):
        given.compiled(policy, overlay, None, base)
