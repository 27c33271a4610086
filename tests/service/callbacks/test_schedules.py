"""Any order of words, answers, cancels and losses: one answer for the caller, one DiCE, nothing left."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.service.callbacks.backend_client import BackendError, BackendProblem
from core.sip.messages import Request, Response
from tests.service.bench import Bench, cancel_of
from tests.service.callbacks.supervised import CONNECT, Answer, Stage

ICE: dict[str, Answer] = {
    "connect": CONNECT,
    "hang up": {"action": {"name": "hangup"}},
    "nonsense": b"<html>",
    "nobody": {"action": {"name": "connectMxp", "destination": {"type": "username", "endpoint": "nobody"}}},
    "out of reach": {"action": {"name": "connectPstn", "number": "+4712345678"}},
    "menu": {"action": {"name": "runMenu", "menus": [{"id": "main"}]}},
    "no answer": BackendError(BackendProblem.TIMEOUT, "no"),
    "cookie": CONNECT | {"instructions": [{"name": "setCookie", "key": "X-A", "value": "b"}]},
    "unavailable": CONNECT | {"instructions": [{"name": "say", "text": "hello"}]},
}
STEPS = (
    "word",
    "settle",
    "cancel",
    "lose",
    "ring",
    "accept",
    "decline",
    "bye",
    "hang up",
    "operator",
    "time",
)


class Played:
    """One call, played step by step; a step that makes no sense just now does nothing."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.bench = stage.bench

    async def play(self, ice: Answer, steps: list[str]) -> None:
        self.stage.client.answers["ice"] = ice
        self.stage.client.held.clear()
        self.invite = await self.stage.place()
        for step in steps:
            self.do(step)
            if step in ("word", "settle"):
                await self.stage.settle()
        self.stage.client.held.set()
        await self.stage.settle()
        for call in self.bench.router.calls:
            self.bench.router.end_call(call, "Ended", self.bench.now)
        self.bench.pump()
        await self.stage.settle()
        self.bench.pass_time(300)
        await self.stage.settle()

    def do(self, step: str) -> None:
        stage, bob = self.stage, self.stage.bob
        theirs = [m for m in bob.inbox if isinstance(m, Request) and m.method == "INVITE"]
        answers = [m for m in stage.alice.inbox if isinstance(m, Response) and m.status == 200]
        accepted = [m for m in answers if m.cseq.method == "INVITE"]
        if step == "word":
            stage.client.held.set()
        elif step == "cancel":
            stage.alice.send(cancel_of(self.invite))
        elif step == "lose":
            if not stage.alice.flow.is_closed:
                self.bench.lose(stage.alice)
        elif step in ("ring", "accept", "decline") and theirs:
            bob.answer(theirs[0], {"ring": 180, "accept": 200, "decline": 603}[step])
        elif step == "bye" and accepted and not stage.alice.flow.is_closed:
            stage.alice.send(stage.alice.in_dialog("BYE", accepted[0], is_caller=True))
        elif step == "hang up" and theirs:
            bob.send(bob.in_dialog("BYE", theirs[0], is_caller=False))
        elif step == "operator":
            for call in self.bench.router.calls:
                self.bench.router.end_call(call, "Ended", self.bench.now)
            self.bench.pump()
        elif step == "time":
            self.bench.pass_time(2)


@settings(max_examples=40)
@given(ice=st.sampled_from(sorted(ICE)), steps=st.lists(st.sampled_from(STEPS), max_size=9))
def test_one_answer_one_end_and_nothing_left(
    tmp_path_factory: pytest.TempPathFactory, ice: str, steps: list[str]
) -> None:
    async def played() -> tuple[Stage, list[dict[str, Any]]]:
        stage = Stage(bench)
        await Played(stage).play(ICE[ice], steps)
        await stage.supervision.close()
        return stage, stage.client.told

    bench = Bench(tmp_path_factory.mktemp("schedule"))
    try:
        stage, told = asyncio.run(played())
        names = [event["event"] for event in told]
        assert names[0] == "ice" and names.count("ice") == 1
        assert names[-1] == "dice" and names.count("dice") == 1
        assert len({event["callid"] for event in told}) == 1
        dice = told[-1]
        assert ("duration" in dice) is (dice["result"] == "ANSWERED")
        finals = {
            m.status
            for m in stage.alice.inbox
            if isinstance(m, Response) and m.cseq.method == "INVITE" and m.status >= 200
        }
        assert len(finals) == (0 if stage.alice.flow.is_closed and not finals else 1)
        assert stage.supervision.calls == bench.router.relays == len(bench.router.calls) == 0
        assert not bench.layer.transactions
    finally:
        bench.close()
