"""Two full clients in memory under any schedule of deeds, delays and lost connections."""

from __future__ import annotations

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from core.calling import Call, CallEndCause, CallState, InvalidOperation
from core.media import media_events
from tests.calling.fakes import Heard, World

deeds = st.sampled_from(
    [
        "call",
        "call video",
        "answer",
        "hang up",
        "mute",
        "unmute",
        "pause",
        "resume",
        "drop",
        "media lost",
        "wait",
    ]
)

_ORDER = ["incoming", "progressing", "ringing", "answered", "established", "ended"]


class _One(Heard):
    """Hears of one call only."""

    def onCallReplaced(self, call: Call, newCall: Call) -> None:
        self.note("replaced")


class Person:
    """One client and everything it has to do with."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.calls: list[Call] = []
        self.heard_by_call: dict[int, Heard] = {}
        self.answering: list[asyncio.Task[None]] = []

    async def start(self, user_id: str, other: str) -> None:
        self.client, self.heard = await self.world.started(user_id)
        self.other = other
        self.client.callClient.addListener(self)

    def onIncomingCall(self, callClient: object, call: Call) -> None:
        self.follow(call).names.append("incoming")

    def onCallReplaced(self, call: Call, newCall: Call) -> None:
        self.follow(newCall)

    def follow(self, call: Call) -> Heard:
        heard = _One()
        call.addListener(self)
        self.calls.append(call)
        self.heard_by_call[id(call)] = heard
        call.addListener(heard)
        return heard

    async def do(self, deed: str) -> None:
        call = self.calls[-1] if self.calls else None
        if deed in ("call", "call video"):
            await self.dial(video=deed == "call video")
        elif deed == "drop":
            for link in self.world.service.registered(self.client.userId):
                link.drop()
        elif deed == "media lost" and self.world.media:
            lost = media_events.MediaFailed(media_events.MediaFailure.LOST)
            self.world.media[-1].on_event(lost)
        elif call is not None:
            self.act(call, deed)
        await asyncio.sleep(0)

    async def dial(self, *, video: bool) -> None:
        client = self.client.callClient
        try:
            self.follow(await (client.callUserVideo if video else client.callUser)(self.other))
        except InvalidOperation:
            assert not self.client.isStarted()

    def act(self, call: Call, deed: str) -> None:
        if deed == "answer":
            self.answering.append(asyncio.ensure_future(call.answer()))
        elif deed != "wait" and deed != "media lost":
            deeds = {
                "hang up": call.hangup,
                "mute": call.mute,
                "unmute": call.unmute,
                "pause": call.pauseVideo,
                "resume": call.resumeVideo,
            }
            deeds[deed]()

    def check(self) -> None:
        for call in self.calls:
            names = [name for name in self.heard_by_call[id(call)].names if name in _ORDER]
            assert names == [name for name in _ORDER if name in names], names
            assert names.count("ended") == 1 and names[-1] == "ended"
            assert call.state is CallState.ENDED
            assert call.details.endCause is not CallEndCause.NONE
            assert (call.details.error is not None) == (call.details.endCause is CallEndCause.FAILURE)
        assert self.client.callClient.calls == ()


async def play(seed: int, story: list[tuple[int, str, int]]) -> None:
    world = World(seed)
    people = [Person(world), Person(world)]
    await people[0].start("alice", "bob")
    await people[1].start("bob", "alice")
    for who, deed, turns in story:
        await people[who].do(deed)
        for _ in range(turns):
            await asyncio.sleep(0)
    for person in people:
        for call in person.client.callClient.calls:
            call.hangup()
    for _ in range(80):
        await asyncio.sleep(0)
    answering = [task for person in people for task in person.answering]
    outcomes = await asyncio.gather(*answering, return_exceptions=True)
    assert all(outcome is None or isinstance(outcome, InvalidOperation) for outcome in outcomes)
    await world.close()
    for person in people:
        person.check()
    assert all(media.is_closed for media in world.media)


@given(
    seed=st.integers(0, 2**16),
    story=st.lists(st.tuples(st.integers(0, 1), deeds, st.integers(0, 12)), max_size=14),
)
@settings(max_examples=80)
def test_any_story_ends_well(seed: int, story: list[tuple[int, str, int]]) -> None:
    asyncio.run(play(seed, story))
