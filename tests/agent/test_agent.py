"""What the agent does to others: the window it opens and what it says to the call service."""

from __future__ import annotations

from pathlib import Path

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
