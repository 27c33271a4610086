"""What the agent does to others: the window it opens and what it says to the call service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.agent import agent as agent_module
from core.agent.agent import Agent
from core.cli.arguments import build_parser
from core.ports import MemoryVault


@pytest.fixture
async def agent(tmp_path: Path) -> Agent:
    return Agent(tmp_path, MemoryVault())


@pytest.mark.parametrize("call_id", ["c-1", "-1", "--quit", "--answer=x", "-h", "a b"])
async def test_a_call_id_is_no_option(agent: Agent, call_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(agent_module, "detached", lambda command, **environment: started.append(command))
    assert await agent.open_window(call_id, "")
    (command,) = started
    parsed = build_parser().parse_args(command[command.index("open") :])
    assert parsed.answered_call == call_id


class Service:
    """A call service that answers in order, the last one again and again."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.asked = 0

    async def ask(self, method: str, url: str, headers: Any, body: bytes) -> int:
        self.asked += 1
        assert (method, url, body) == ("POST", "https://a/push/calls/t", b'{"state": "declined"}')
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


@pytest.mark.parametrize(
    ("statuses", "asked", "waits"),
    [
        ((204,), 1, True),
        ((410,), 1, False),
        ((400,), 1, True),
        ((429, 204), 2, True),
        ((503, 429, 410), 3, False),
        ((429,), 4, True),
    ],
)
async def test_what_is_not_heard_is_said_again(
    agent: Agent, statuses: tuple[int, ...], asked: int, waits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(*statuses)
    agent.stream.service_url = "https://a/push/subscribe"
    monkeypatch.setattr(agent_module, "ask_once", service.ask)
    monkeypatch.setattr(agent_module, "_SAY_AGAIN", (0.0, 0.0, 0.0))
    assert await agent.say("/push/calls/t", "declined") is waits
    assert service.asked == asked
