"""What a backend wants done in a call by others: whoever has its media, and whoever has the rooms."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from core.service.callbacks.conferences import ConferenceKeys, Conferences
from core.service.callbacks.events import INTERNAL_ERROR, MenuInput, MenuResult
from core.service.callbacks.menu_walk import MenuWalk
from core.service.callbacks.performing import Audience, Performer
from core.service.callbacks.stories import Story
from core.service.callbacks.svaml.actions import ConnectConf, RunMenu
from core.service.callbacks.svaml.instructions import Answer
from core.service.callbacks.svaml.reading import Stage
from core.service.callbacks.verdicts import Abilities, Complaint, Verdict


class Performances:
    """Without a ``performer`` nothing can be played, said or recorded; without ``conferences`` nobody meets.

    Both may be given before the first call. ``audience_of`` returns who hears what comes of it. On the
    service's running loop only.
    """

    def __init__(self, audience_of: Callable[[Story], Audience]) -> None:
        self.performer: Performer | None = None
        self.conferences: Conferences | None = None
        self._audience_of = audience_of
        self._loop = asyncio.get_running_loop()

    def abilities(self, story: Story) -> Abilities:
        """Return what can be done with a call."""
        found = self.performer.abilities(story.held) if self.performer is not None else Abilities()
        rooms = self.conferences.features if self.conferences is not None else frozenset()
        return replace(found, features=found.features | rooms)

    async def perform(self, story: Story, verdict: Verdict, stage: Stage) -> None:
        """Have instructions carried out, now or once the call has reached who has the media."""
        performer, audience = self.performer, self._audience_of(story)
        instructions = verdict.performance
        if performer is not None and performer.has(story.held):
            await performer.perform(story.held, instructions, audience)
        elif (
            performer is not None
            and stage is Stage.ICE
            and verdict.route is not None
            and verdict.route.is_outside
        ):
            story.is_deferred = True
            story.awaits_callee = any(isinstance(each, Answer) for each in instructions)
            performer.defer(story.held, instructions, audience)
        else:
            for each in instructions:
                audience.complain(Complaint(INTERNAL_ERROR, f"{each.name} is not available in this call"))

    async def run_menu(self, story: Story, menu: RunMenu) -> MenuResult:
        """Lead the caller through menus; return what came of it."""
        walk = story.walk = MenuWalk(menu)
        if self.performer is None:
            result = walk.result(MenuInput.ERROR)
        else:
            result = await self.performer.run_menu(story.held, walk, menu, self._audience_of(story))
        story.walk = None
        return result

    def announce(self, story: Story, action: ConnectConf, tell: Callable[[MenuResult], None]) -> None:
        """Let the conferences know who is about to join; ``tell`` hears what they press."""
        if self.conferences is not None:
            keys = story.keys = ConferenceKeys(action, tell, self._loop.call_later)
            self.conferences.expect(story.held.request.call_id, action, keys.pressed)

    def listen(self, story: Story) -> None:
        """Pass on what somebody presses in a conference who is heard elsewhere: a caller from outside."""
        conferences = self.conferences
        if story.keys is None or not story.keys.are_heard or self.performer is None or conferences is None:
            return
        call_id = story.held.request.call_id
        self.performer.listen(story.held, lambda key: conferences.pressed(call_id, key))

    async def press(self, story: Story, keys: str) -> None:
        """Send keys to the callee, who has just answered."""
        if self.performer is not None:
            await self.performer.press(story.held, keys, self._audience_of(story))

    def forget(self, story: Story) -> None:
        """A call is over: nothing more is done in it."""
        if self.performer is not None:
            self.performer.forget(story.held)
        if story.keys is not None:
            story.keys.close()
            if self.conferences is not None:
                self.conferences.forget(story.held.request.call_id)
