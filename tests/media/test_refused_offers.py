"""Descriptions of a peer that does not keep to the rules: a sound one brings all back, whoever makes it."""

from __future__ import annotations

import pytest

from core.media.sdp.description import SdpError
from core.media.sdp.local_text import mid_of, split_text, with_setup
from tests.media.call_pair import End, call_pair

STRANGER = "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n"


async def agree(offerer: End, answerer: End) -> None:
    offer = await offerer.session.create_offer()
    await offerer.session.accept_answer(await answerer.session.accept_offer(offer))
    for end in (offerer, answerer):
        negotiation = end.session._negotiation
        transceivers = negotiation._connection.getTransceivers()
        assert len({one.mid for one in transceivers}) == len(transceivers)
        for role in ("audio", "video"):
            used = negotiation.transceiver(role)
            assert used is not None and used.sender.track is not None
            assert negotiation.direction(role) == used.currentDirection == "sendrecv"


async def offered(end: End) -> str:
    """Return what ``end`` would offer, and does not."""
    offer = await end.session.create_offer()
    await end.session.roll_back_offer()
    return offer


def with_other_pictures(offer: str) -> str:
    """Return an offer whose pictures come in a section of another name."""
    mid = mid_of(split_text(offer)[1][1])
    return offer.replace(f"a=mid:{mid}\r\n", "a=mid:other\r\n").replace(f"BUNDLE 0 {mid}", "BUNDLE 0 other")


async def test_pictures_go_to_another_section_and_come_back() -> None:
    async with call_pair() as (peer, victim):
        offer = await offered(peer)
        await victim.session.accept_offer(with_other_pictures(offer))
        assert len(victim.session._negotiation._connection.getTransceivers()) == 3
        await agree(peer, victim)
        await agree(victim, peer)


async def test_a_refused_offer_leaves_nothing_behind() -> None:
    async with call_pair() as (peer, victim):
        before = victim.session._negotiation._ledger.copy()
        head, (sound, pictures) = split_text(await offered(peer))
        first, _, rest = sound.partition("\r\n")
        rest = rest.replace(f"a=mid:{mid_of(sound)}\r\n", f"a=mid:{mid_of(pictures)}\r\n")
        with pytest.raises(SdpError):
            await victim.session.accept_offer(head + first + "\r\n" + STRANGER + rest + pictures)
        negotiation = victim.session._negotiation
        assert negotiation._ledger == before and negotiation.direction("video") == "sendrecv"
        assert len(negotiation._connection.getTransceivers()) == 2
        await agree(victim, peer)
        await agree(peer, victim)


async def test_an_offer_that_aiortc_chokes_on_is_taken_back_there() -> None:
    async with call_pair() as (peer, victim):
        negotiation = victim.session._negotiation
        offer = await offered(peer)
        answered = negotiation._plain_answer

        async def chokes() -> str:
            raise SdpError("it cannot be answered")

        negotiation._plain_answer = chokes  # type: ignore[method-assign]
        with pytest.raises(SdpError):
            await victim.session.accept_offer(with_other_pictures(offer))
        negotiation._plain_answer = answered  # type: ignore[method-assign]
        victim.session.share_screen("screen:1")
        offer = await victim.session.create_offer()
        await victim.session.accept_answer(await peer.session.accept_offer(offer))
        victim.session.stop_sharing()
        await agree(victim, peer)


async def test_an_offer_that_lost_a_mid_does_not_take_it_from_ours() -> None:
    async with call_pair() as (peer, victim):
        offer = await offered(peer)
        mid = mid_of(split_text(offer)[1][0])
        answer = await victim.session.accept_offer(offer.replace(f"a=mid:{mid}\r\n", ""))
        assert mid_of(split_text(answer)[1][0]) == "", "RFC 5888 9.1: none was offered"
        assert mid_of(split_text(await offered(victim))[1][0]) == mid
        await agree(victim, peer)


async def test_an_answer_that_was_refused_can_be_given_again_or_given_up() -> None:
    async with call_pair() as (peer, victim):
        victim.session.share_screen("screen:1")
        offer = await victim.session.create_offer()
        answer = await peer.session.accept_offer(offer)
        known = len(victim.session._negotiation._ledger.presented)
        for _ in range(2):
            with pytest.raises(SdpError):
                await victim.session.accept_answer(with_setup(answer, "actpass"))
            assert len(victim.session._negotiation._ledger.presented) == known
        await victim.session.roll_back_offer()
        victim.session.stop_sharing()
        await agree(peer, victim)
        await agree(victim, peer)
