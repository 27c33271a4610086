"""What is done in a call by others, where nobody is there to do it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from core.service.callbacks.events import MenuInput, MenuResult, Party, PartyType
from core.service.callbacks.performances import Performances
from core.service.callbacks.stories import Story
from core.service.callbacks.svaml.actions import ConnectConf
from core.service.callbacks.svaml.instructions import Answer
from core.service.callbacks.svaml.reading import Stage, read_svaml
from core.service.callbacks.verdicts import Abilities, Complaint, Route, Verdict

NUMBER = Route(Party(PartyType.NUMBER, "+4930555001"))
MENU = b"""{"action": {"name": "runMenu", "mainMenu": "main", "menus":
    [{"id": "main", "options": [{"dtmf": "1", "action": "return(1)"}]}]}}"""


class Audience:
    def __init__(self) -> None:
        self.complaints: list[Complaint] = []

    def complain(self, complaint: Complaint) -> None:
        self.complaints.append(complaint)


def made() -> tuple[Performances, Story, Audience]:
    audience: Any = Audience()
    held: Any = SimpleNamespace(request=SimpleNamespace(call_id="c"))
    return Performances(lambda story: audience), Story(held, None), audience  # type: ignore[arg-type]


async def test_where_nobody_has_the_media_nothing_can_be_done_and_that_is_told() -> None:
    performances, story, audience = made()
    assert performances.abilities(story) == Abilities()
    await performances.perform(story, Verdict(NUMBER, performance=(Answer(),)), Stage.ICE)
    assert [each.message for each in audience.complaints] == ["answer is not available in this call"]
    assert not story.is_deferred
    await performances.press(story, "1#")
    performances.forget(story)


async def test_a_menu_that_nobody_can_play_ends_at_once() -> None:
    performances, story, _ = made()
    menu: Any = read_svaml(MENU, Stage.ICE).action
    result = await performances.run_menu(story, menu)
    assert result.type is MenuInput.ERROR and story.walk is None


async def test_where_nobody_has_rooms_nobody_presses_keys_in_one() -> None:
    performances, story, _ = made()
    told: list[MenuResult] = []
    performances.announce(story, ConnectConf("team"), told.append)
    performances.listen(story)
    performances.forget(story)
    assert story.keys is None and told == []
