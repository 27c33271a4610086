"""What is loaded of the prompts that a backend names: each once, and no more than can be heard."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from core.ports import SAMPLE_RATE
from core.service.callbacks.events import INTERNAL_ERROR, MenuInput
from core.service.callbacks.menu_walk import MenuWalk
from core.service.callbacks.svaml.actions import RunMenu
from core.service.callbacks.svaml.instructions import PlayFiles, Say
from core.service.callbacks.svaml.menus import Menu
from core.service.callbacks.verdicts import Complaint
from core.service.gateway.calls.reoffers import Side
from core.service.gateway.calls.served import performer
from core.service.gateway.calls.served.performer import CallPerformer
from core.service.gateway.media.announcements.naming import PromptError

HELD: Any = SimpleNamespace(request=SimpleNamespace(call_id="call"))


class Stage:
    """One call in which all is heard at once, its audience, and prompts of a fifth of a second each."""

    client_call_id, caller = "call", Side.OUTSIDE

    def __init__(self) -> None:
        self.loaded: list[str] = []
        self.played: list[int] = []
        self.complaints: list[Complaint] = []
        self.performer = CallPerformer(lambda: [self], self.prompts)  # type: ignore[list-item, arg-type, return-value]

    async def prompts(self) -> Any:
        return self

    async def say(self, text: str, locale: str) -> Any:
        return await self.load(f"{locale}: {text}", locale)

    async def load(self, name: str, locale: str) -> Any:
        self.loaded.append(name)
        if name == "missing":
            raise PromptError("there is no such prompt")
        return np.zeros(SAMPLE_RATE // 5, np.int16)

    async def attend(self, *, answers: bool) -> None:
        """Answered at once."""

    async def play(self, pieces: Any) -> None:
        self.played.append(len(pieces))

    def listen(self, on_key: Any) -> None:
        """Nobody presses anything."""

    def complain(self, complaint: Complaint) -> None:
        self.complaints.append(complaint)

    def attended(self) -> None:
        """Of no interest here."""

    async def perform(self, *names: str) -> None:
        await self.performer.perform(HELD, (PlayFiles(names),), self)  # type: ignore[arg-type]

    async def run(self, *menus: Menu) -> MenuInput:
        action = RunMenu(menus)
        result = await self.performer.run_menu(HELD, MenuWalk(action), action, self)  # type: ignore[arg-type]
        return result.type


async def test_a_prompt_that_is_named_twice_is_loaded_once() -> None:
    stage = Stage()
    await stage.perform("one", "two", "one")
    assert stage.loaded == ["one", "two"] and stage.played == [3] and not stage.complaints


async def test_what_is_too_long_to_be_heard_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(performer, "LONGEST", 0.5)
    stage = Stage()
    await stage.perform(*"abc")
    assert stage.loaded == ["a", "b", "c"] and not stage.complaints, "all are loaded before it is too much"
    await stage.perform("a", "missing", *"bcde")
    assert stage.loaded[3:] == ["a", "missing", "b", "c"] and stage.played == [3, 3]
    assert [each.code for each in stage.complaints] == [INTERNAL_ERROR, INTERNAL_ERROR]
    assert "the others are left out" in stage.complaints[1].message


@pytest.mark.parametrize(
    ("again", "loaded", "played"),
    [("welcome", ["welcome"], [1] * 4), ("what;else", ["welcome", "what", "else"], [1, 2, 2, 2])],
)
async def test_a_menu_that_repeats_is_loaded_once(again: str, loaded: list[str], played: list[int]) -> None:
    stage = Stage()
    kind = await stage.run(Menu("main", "welcome", again, repeats=3, timeout=1))
    assert kind is MenuInput.TIMEOUT
    assert stage.loaded == loaded and stage.played == played and not stage.complaints


async def test_a_text_is_said_in_its_language() -> None:
    stage = Stage()
    instructions = (Say("Guten Tag", "de-DE"), PlayFiles(("welcome",)))
    await stage.performer.perform(HELD, instructions, stage)  # type: ignore[arg-type]
    assert stage.loaded == ["de-DE: Guten Tag", "welcome"] and stage.played == [1, 1]


@pytest.mark.parametrize("speaks", [True, False])
def test_whether_texts_are_said_here(speaks: bool) -> None:
    made = CallPerformer(lambda: [], Stage().prompts, speaks=speaks)  # type: ignore[arg-type]
    assert ("say" in made.abilities(HELD).instructions) is speaks
