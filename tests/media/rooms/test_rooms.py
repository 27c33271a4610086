"""Members of a room over real ICE and DTLS: pictures of the others come and go, sound never stops."""

from __future__ import annotations

import asyncio
import itertools
import threading
import time

from core.media.media_events import MemberPicturesChanged
from core.media.rtp.receiving.audio_receiver import AudioReceiver
from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.sdp.local_text import split_text
from tests.media.call_pair import eventually
from tests.media.rooms.tiny_room import Seat, introduce, tiny_room


def decoders(seat: Seat) -> int:
    """How many decoders the member has for the pictures of others."""
    receivers = [one for one in seat.client.session._receivers if isinstance(one, VideoReceiver)]
    return sum(one._decoder is not None for one in receivers[1:])


def frames(seat: Seat, name: str) -> int:
    return seat.client.session.members.slot(name).frames


async def sees(seat: Seat, *names: str) -> None:
    """Return once a new picture of each has come."""
    before = {name: frames(seat, name) for name in names}
    await eventually(lambda: all(frames(seat, name) > count for name, count in before.items()))


class UntouchedSound:
    """Sees to it that whatever is negotiated leaves the member's sound alone."""

    def __init__(self, seat: Seat) -> None:
        self._receiver = next(one for one in seat.client.session._receivers if isinstance(one, AudioReceiver))
        self._parameters, self._enabled = self._receiver._parameters, self._receiver._enabled
        self._seat = seat

    def check(self) -> None:
        """Fail if it was set up anew, switched off, or a packet was lost."""
        transceiver = self._seat.client.session._negotiation.transceiver("audio")
        assert transceiver is not None and transceiver.receiver is self._receiver
        assert self._receiver._parameters is self._parameters and self._receiver._enabled
        assert self._receiver.stats()["packetsLost"] == 0

    async def goes_on(self) -> None:
        """Return once another half second of sound has come."""
        self.check()
        before = int(self._receiver.stats()["packetsReceived"])
        await eventually(lambda: int(self._receiver.stats()["packetsReceived"]) >= before + 25)


async def test_only_what_is_seen_is_decoded() -> None:
    async with tiny_room("ada", "bob", "cyd") as seats:
        await introduce(seats)
        ada = seats[0]
        members = ada.client.session.members
        assert members.names == {"bob", "cyd"} and ada.client.has(MemberPicturesChanged)
        await asyncio.sleep(0.2)
        assert decoders(ada) == 0 and frames(ada, "bob") == 0
        members.show({"bob"})
        await sees(ada, "bob")
        assert decoders(ada) == 1 and frames(ada, "cyd") == 0
        members.show({"cyd"})
        assert decoders(ada) == 0, "at once"
        await sees(ada, "cyd")
        before = frames(ada, "bob")
        await sees(ada, "cyd")
        assert frames(ada, "bob") == before and decoders(ada) == 1
        report = await ada.client.session.stats()
        assert sum(one["type"] == "inbound-rtp" and one["kind"] == "video" for one in report.tracks) == 3
    await eventually(lambda: not any("decoder" in thread.name for thread in threading.enumerate()))


async def test_sections_are_given_up_and_used_again_while_sound_goes_on() -> None:
    async with tiny_room("ada", "bob", "cyd") as seats:
        ada, bob, cyd = seats
        members = ada.client.session.members
        bob.viewers, cyd.viewers = {(ada, "bob")}, {(ada, "cyd")}
        members.show({"bob", "cyd"})
        sound = UntouchedSound(ada)
        await ada.show(["bob"])
        await sees(ada, "bob")
        for names in itertools.chain((["cyd"], ["bob"], []) * 3, (["cyd"], ["bob", "cyd"])):
            answer = await ada.show(names)
            assert members.names == set(names)
            assert len(split_text(answer)[1]) == 2 + len(ada.sections)
            sound.check()
        assert len(ada.sections) == 2, "who comes takes the place of who has left"
        await sees(ada, "bob", "cyd")
        await sound.goes_on()
        await ada.show([])
        assert members.names == frozenset() and decoders(ada) == 0


async def test_fifteen_sections_are_answered_at_once() -> None:
    async with tiny_room("ada") as [ada]:
        names = [f"{number:012x}" for number in range(15)]
        started = time.thread_time()
        answer = await ada.show(names)
        seconds = time.thread_time() - started
        assert answer.count("a=recvonly\r\n") == 15 and ada.client.session.members.names == set(names)
        assert decoders(ada) == 0
        assert seconds < 0.2, f"{seconds:.3f} s"


async def test_where_descriptions_tell_what_is_seen() -> None:
    async with tiny_room("ada", "bob") as [ada, bob]:
        members = ada.client.session.members
        members.is_told_by_offers = True
        bob.viewers = {(ada, "bob")}
        assert "a=inactive" in split_text(await ada.show(["bob"]))[1][2]
        members.show({"bob"})
        assert members.wants_offer
        assert "a=recvonly" in split_text(await ada.take_offer())[1][2]
        assert not members.wants_offer
        await sees(ada, "bob")
        members.show(())
        assert members.wants_offer and decoders(ada) == 0
        await ada.client.session.create_offer()
        await ada.client.session.roll_back_offer()
        assert members.wants_offer, "what was taken back was not told"


async def test_holding_and_sharing_among_members() -> None:
    async with tiny_room("ada", "bob") as [ada, bob]:
        session = ada.client.session
        bob.viewers = {(ada, "bob")}
        session.members.show({"bob"})
        await ada.show(["bob"])
        await sees(ada, "bob")
        session.set_held(True)
        assert "a=inactive" in split_text(await ada.take_offer())[1][2]
        assert decoders(ada) == 0
        session.set_held(False)
        assert "a=recvonly" in split_text(await ada.take_offer())[1][2]
        session.share_screen(ada.client.screens.sources[0].id)
        offer = split_text(await ada.take_offer())[1]
        assert len(offer) == 4 and "a=content:slides" in offer[3] and "a=recvonly" in offer[2]
        assert session.is_screen_agreed and session.members.names == {"bob"}
        await sees(ada, "bob")


async def test_labels_mean_nothing_where_there_is_no_room() -> None:
    async with tiny_room("ada") as [ada]:
        ada.client.session.members.is_open = False
        answer = await ada.show(["bob", "cyd"])
        assert ada.client.session.members.names == frozenset()
        assert all(" 0 UDP" in one for one in split_text(answer)[1][3:])
