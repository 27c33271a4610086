"""Play every scenario on our service, on Kamailio and, those of rooms, on Asterisk, and compare them.

``python -m tests.conformance.table [--output FILE]`` prints the results side by side, as Markdown. Ends with
1 when something went otherwise than ``differences.py`` says. Servers that are not installed have no column.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.conformance.catalogue import Scenario
from tests.conformance.differences import DIFFERENCES
from tests.conformance.playing import play, why_not
from tests.conformance.scenarios import SCENARIOS
from tests.conformance.services import OwnService, Service
from tests.peers.asterisk.process import Asterisk, find_asterisk
from tests.peers.asterisk.service import AsteriskService
from tests.peers.kamailio import Kamailio
from tests.peers.kamailio.service import KamailioService, KamailioStranger, ServiceKamailio, program

LIMIT = 30.0
"""Seconds that one scenario may take."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one scenario went at one service; ``word`` stands in the table, ``why`` below it."""

    word: str
    why: str = ""
    is_expected: bool = True


def run_one(scenario: Scenario, service: Service) -> Result:
    """Play one scenario and compare with what is known to differ."""
    if reason := why_not(scenario, service):
        return Result("not played", reason)
    known = DIFFERENCES.get(service.name, {}).get(scenario.name, "")
    said = io.StringIO()
    started = time.monotonic()
    try:
        with contextlib.redirect_stdout(said):
            asyncio.run(asyncio.wait_for(play(scenario, service, seed=0), LIMIT))
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        if known:
            return Result("differs", known)
        print(f"{scenario.name} at {service.name}: {why}\n{said.getvalue()}", file=sys.stderr)
        return Result("**fails**", why.splitlines()[0], is_expected=False)
    if known:
        return Result("**passes**", "it was expected to differ", is_expected=False)
    return Result(f"yes ({time.monotonic() - started:.2f} s)")


def run_all(name: str, make: Callable[[Scenario], Service], group: str = "") -> dict[str, Result]:
    """Play everything on one kind of service, or a group of scenarios."""
    results = {}
    for scenario in SCENARIOS.values():
        if group not in ("", scenario.group):
            results[scenario.name] = Result("")
            continue
        print(f"{name}: {scenario.name}", file=sys.stderr, flush=True)
        results[scenario.name] = run_one(scenario, make(scenario))
    return results


def markdown(columns: dict[str, dict[str, Result]]) -> str:
    """Return the table, and below it what needs more words."""
    names = list(columns)
    lines = [
        f"| | scenario | {' | '.join(names)} |",
        f"|---|---|{'---|' * len(names)}",
    ]
    notes: list[str] = []
    for scenario in SCENARIOS.values():
        cells = []
        for name in names:
            result = columns[name][scenario.name]
            if result.why and (note := f"{name}: {result.why}") not in notes:
                notes.append(note)
            number = f" [{notes.index(f'{name}: {result.why}') + 1}]" if result.why else ""
            cells.append(f"{result.word}{number}")
        lines.append(f"| {scenario.group} | {scenario.sentence} | {' | '.join(cells)} |")
    below = [f"{number}. {note}." for number, note in enumerate(notes, 1)]
    return "\n".join([*lines, "", *below, ""])


def run_columns(folder: Path) -> dict[str, dict[str, Result]]:
    """Play everything on every service that is to be had here."""
    columns = {"embedded": run_all("embedded", lambda scenario: _own(folder, scenario))}
    path = program()
    if path is not None:
        servers = (
            ("Kamailio 5.6", ServiceKamailio(path, _made(folder / "service")), KamailioService),
            ("Kamailio, not ours", Kamailio(path, _made(folder / "stranger")), KamailioStranger),
        )
        for name, server, kind in servers:
            server.start()
            service = kind(server)
            try:
                columns[name] = run_all(name, lambda scenario, service=service: service)
            finally:
                server.stop()
    found = find_asterisk()
    if found is not None:
        asterisk = Asterisk(*found)
        try:
            asterisk.start()
            service = AsteriskService(asterisk)
            columns["Asterisk"] = run_all("Asterisk", lambda scenario: service, "rooms")
        finally:
            asterisk.stop()
    return columns


def _own(folder: Path, scenario: Scenario) -> OwnService:
    return OwnService(folder / scenario.name, real_media=scenario.group == "rooms")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def main() -> int:
    """Run, print, and write the file if one is named."""
    parser = argparse.ArgumentParser(description="Compare call services, scenario by scenario.")
    parser.add_argument("--output", type=Path, help="also write the table there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ahoy-conformance-") as folder:
        columns = run_columns(Path(folder))
    text = markdown(columns)
    print(text)
    if options.output is not None:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text, encoding="utf-8")
    everything = [result for column in columns.values() for result in column.values()]
    return 0 if all(result.is_expected for result in everything) else 1


if __name__ == "__main__":
    sys.exit(main())
