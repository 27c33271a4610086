"""What rooms leave behind, what others see of those who are in one, and how a service ends with rooms."""

from __future__ import annotations

import asyncio
import gc
import random
import weakref

from core.service.routing.endpoints import Account
from core.sip.agent.events import InviteRejected
from core.sip.bodies.room_requests import RaiseHand
from tests.service.conference.conftest import House
from tests.service.conference.room_phone import RoomPhone


async def test_coming_and_going_at_random_leaves_nothing(house: House, seed: int) -> None:
    chance = random.Random(seed)
    phones = await house.phones_of("anna", "ben", "carl")
    inside: set[RoomPhone] = set()
    for _ in range(60):
        phone = chance.choice(phones)
        if phone not in inside:
            await phone.join(chance.choice(("one", "two")))
            inside.add(phone)
            continue
        match chance.randrange(4):
            case 0:
                phone.ask(RaiseHand(True))
            case 1:
                house.media.rooms[-1].talk(phone.me)
            case 2 if any(phone.me in room.members for room in house.media.rooms):
                room = next(room for room in house.media.rooms if phone.me in room.members)
                room.end(phone.me)
                await phone.until(lambda phone=phone: phone.ended)
                inside.discard(phone)
            case _:
                phone.leave()
                inside.discard(phone)
    for phone in inside:
        phone.leave()
    conferences = house.service.conferences
    assert conferences is not None
    await house.until(lambda: conferences.members == 0)
    for room in tuple(conferences.rooms.values()):
        assert all(one.presence.value == "away" for one in room.room.members), "and for them alone it is kept"
        assert room.calls.keys() == set() == room._coming.keys()
    assert not conferences._tasks and not conferences._openings
    kept = {room.media for room in conferences.rooms.values()}
    await house.until(lambda: all(room.is_closed for room in house.media.rooms if room not in kept))
    await house.until(lambda: not any(room.members for room in house.media.rooms))


async def test_who_is_in_a_room_is_in_a_call_for_those_who_watch(house: House) -> None:
    (anna,) = await house.phones_of("anna")
    await anna.join("standup")
    registrar, calls = house.service.parts.registrar, house.service.parts.router.calls
    ((endpoint, _),) = registrar.endpoints(Account(house.endpoint.application.key, "anna"), 0.0)
    assert calls.is_busy(endpoint)
    anna.leave()
    await house.until(lambda: not calls.is_busy(endpoint))


async def test_a_service_that_is_drained_waits_for_its_rooms_and_opens_no_new_one(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    await ben.join("standup")
    draining = asyncio.create_task(house.service.drain(20.0))
    await house.until(lambda: house.service.parts.router.is_draining)
    ben.leave()
    await anna.until(lambda: anna.names() == ["Anna"])
    assert not draining.done()
    late = anna.agent.invite(anna.session.remote.uri, b"offer", anna.now)  # type: ignore[union-attr]
    anna.driver.pump()
    assert (await anna.event(InviteRejected)).session is late
    anna.leave()
    assert await draining


async def test_the_media_of_who_has_left_are_gone_while_transactions_live_on(house: House) -> None:
    anna, ben = await house.phones_of("anna", "ben")
    await anna.join("standup")
    await ben.join("standup")
    gone = weakref.ref(house.media_of(ben))
    ben.leave()
    await house.until(lambda: len(house.room.members) == 1)
    await ben.until(lambda: ben.ended)

    def is_gone() -> bool:
        gc.collect()
        return gone() is None

    await house.until(is_gone)
