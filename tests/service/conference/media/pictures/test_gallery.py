"""All pictures of one viewer: what is found by source, what is asked with each packet, who has left."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest

from core.media.congestion.estimation.trendline import Usage
from core.media.transport.outgoing_packet import OutgoingPacket
from core.media.transport.paced_sending import PacedSending
from core.service.conference.media.pictures.choice import WHOLE, Demand, kbps_for
from core.service.conference.media.pictures.forwarding import Showing
from core.service.conference.media.pictures.gallery import Gallery
from core.service.conference.media.ports import PICTURES
from core.service.conference.media.sdp.agreement import Picture
from tests.service.conference.media.pictures.film import ANNA, OUT_SSRC, SHOWN, Film, Out

BEN = Picture("b" * 12, PICTURES)


class Wall:
    """A gallery with the pictures of two."""

    def __init__(self) -> None:
        self.now = 50.0
        self.sending = PacedSending(lambda data: None)
        self.sending.control.allow(10_000_000, 12_000_000, time.monotonic())
        self.gallery = Gallery(self.sending, lambda: True, random.Random(1), lambda: self.now)
        self.films = {ANNA: Film(), BEN: Film()}
        self.shown = {ANNA: SHOWN, BEN: replace(SHOWN, picture=BEN, ssrc=99)}
        self.configure()

    def configure(self) -> None:
        self.gallery.configure(
            {picture: (self.shown[picture], film.source) for picture, film in self.films.items()}
        )


@pytest.fixture
async def wall() -> Wall:
    made = Wall()
    made.sending.close()
    return made


async def test_what_is_sent_is_found_by_its_source_alone(wall: Wall) -> None:
    assert set(wall.gallery.by_source) == {OUT_SSRC, 99}
    wall.shown[BEN] = replace(wall.shown[BEN], ssrc=100)
    wall.configure()
    assert set(wall.gallery.by_source) == {OUT_SSRC, 100}
    assert wall.gallery.by_source[100] is wall.gallery.forwards[BEN]
    wall.gallery.close()
    assert not wall.gallery.by_source and not wall.gallery.forwards


async def test_whether_anything_is_shown_follows_every_change(wall: Wall) -> None:
    assert wall.gallery.is_sending
    wall.gallery.set_view({ANNA.member: 0, BEN.member: 0})
    assert not wall.gallery.is_sending
    wall.gallery.set_view({BEN.member: 90})
    assert wall.gallery.is_sending
    wall.shown[BEN] = replace(wall.shown[BEN], leaves=False)
    wall.configure()
    assert not wall.gallery.is_sending and wall.gallery.forwards[BEN].showing is Showing.NOTHING


async def test_who_left_is_not_shown_and_says_nothing_of_a_namesake(wall: Wall) -> None:
    wall.gallery.set_view({ANNA.member: 0})
    film = wall.films.pop(ANNA)
    wall.gallery.forget(ANNA.member)
    assert ANNA not in wall.gallery.forwards and OUT_SSRC not in wall.gallery.by_source
    assert all(viewer is film.forward for viewer in film.source.viewers)
    wall.films[ANNA] = film
    wall.configure()
    assert wall.gallery.height_of(ANNA) == WHOLE


async def test_what_it_can_use_is_told_of_what_is_looked_at(wall: Wall) -> None:
    wall.gallery._budget = 10_000_000
    wall.gallery.set_view({ANNA.member: 180, BEN.member: 0})
    assert wall.gallery.demands() == {ANNA: Demand(180, kbps_for(180))}


@pytest.mark.parametrize(
    ("queue", "loss", "least", "most"), [(0.5, 0.0, 2, 5), (0.0, 0.2, 8, 14)], ids=["full", "lossy"]
)
async def test_stills_trickle_over_a_way_that_is_full_and_flow_over_one_that_loses(
    wall: Wall, monkeypatch: pytest.MonkeyPatch, queue: float, loss: float, least: int, most: int
) -> None:
    known = SimpleNamespace(usage=Usage.NORMAL, queue=queue, loss=loss)
    monkeypatch.setattr(PacedSending, "estimate", property(lambda sending: known))
    left: list[OutgoingPacket] = []
    wall.gallery._stills._send = lambda packet, begins: left.append(packet)
    wall.gallery._budget = 0
    for _ in range(100):
        wall.gallery._stills.put(OutgoingPacket(bytearray(950)), begins_keyframe=False)
    for _ in range(30):
        wall.gallery._release_stills(0.1)
    assert least <= len(left) <= most


async def test_numbers_of_a_still_that_was_given_up_are_not_used_twice(wall: Wall) -> None:
    film, gallery = wall.films[ANNA], wall.gallery
    numbers: list[int] = []

    def leave(packet: OutgoingPacket, begins: bool) -> None:
        numbers.append(packet.sequence)
        assert packet.on_leave is not None
        packet.on_leave(packet, 0.0)

    gallery._stills._send = leave
    forward = gallery.forwards[ANNA]
    forward.show(Showing.STILLS, wall.now)
    for data in film.packets(is_key=True, size=9000):
        film.source.take(data, wall.now)
    gallery._stills.release(0.1, 320_000.0)
    assert 1 <= len(numbers) <= 4
    gallery.want_keyframe()
    gallery._stills._send = lambda packet, begins: numbers.append(packet.sequence)  # it waits once more
    forward.show(Showing.ALL, wall.now)
    forward._sending = out = Out()
    for data in film.packets(is_key=True, size=3000):
        film.source.take(data, wall.now)
    numbers += out.sequences()
    assert out.packets and len(set(numbers)) == len(numbers)
