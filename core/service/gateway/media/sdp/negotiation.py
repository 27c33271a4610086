"""Offers and answers across a bridge: what one side says becomes what the other one is told. No I/O.

An exchange takes four descriptions, two that come and two that go. What was agreed before holds until the
last of them; ``roll_back`` forgets the others.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum

from core.media.sdp.description import NothingAcceptable, SdpError
from core.media.sdp.directions import receives, sends
from core.media.sdp.local_text import Origin
from core.media.sdp.roles import AUDIO, VIDEO
from core.service.gateway.media.bridge import Encryption, SipMedia
from core.service.gateway.media.sdp import choices
from core.service.gateway.media.sdp.agreement import AgreedStream, Heard, SipTarget, Spoken
from core.service.gateway.media.sdp.client_side import ClientSide, Wanted
from core.service.gateway.media.sdp.sip_side import SipSide
from core.service.gateway.media.sdp.sip_text import connection
from core.service.media.refusal import BAD_DESCRIPTION, NOT_ACCEPTABLE, MediaRefused
from core.service.media.sdp.client_text import ClientTransport
from core.service.media.sdp.client_way import ClientWay
from core.service.media.sdp.codecs import Codec, media_of, shared

PortsOf = Callable[[Collection[str]], Mapping[str, int]]
"""Returns the local port of each of these streams, opening what is not open yet."""


class Step(Enum):
    """Whose description is awaited."""

    NONE = "none"
    SIP_ANSWER = "the SIP side's answer"
    CLIENT_ANSWER = "the client's answer"
    LATE_OFFER = "the client's answer to what nobody has offered"
    LATE_ANSWER = "the SIP side's answer to our offer"


class Negotiation:
    """The offers and answers of one bridge. ``ssrcs`` are the sources of what it sends to the client."""

    def __init__(self, media: SipMedia, ssrcs: Mapping[str, int], fingerprints: tuple[str, ...]) -> None:
        self.agreed: dict[str, AgreedStream] = {}
        self._media = media
        self._client = ClientSide(ssrcs)
        self._sip = SipSide(media, fingerprints)
        self._client_origin, self._sip_origin = Origin(), Origin()
        self._step = Step.NONE
        self._before: tuple[ClientSide, SipSide] | None = None
        self._client_answer = ""

    @property
    def way(self) -> ClientWay | None:
        """How the client is reached, by its last description."""
        return self._client.way

    @property
    def encryption(self) -> Encryption:
        """How the SIP side is protected; the weakest, where streams differ."""
        order = list(Encryption)
        return min(map(self._sip.encryption, self.agreed or (AUDIO,)), key=order.index)

    @property
    def is_open(self) -> bool:
        """Whether an exchange waits for a description."""
        return self._step is not Step.NONE

    @property
    def offered_roles(self) -> tuple[str, ...]:
        """What the SIP side offers, or is to be offered when it wants to hear an offer."""
        return (AUDIO,) if self._step is Step.LATE_OFFER else tuple(self._sip.heard)

    # --- a client offers ------------------------------------------------------------------------------

    def offer_sip(self, client_offer: str, ports_of: PortsOf) -> str:
        """Return the offer for the SIP side. Raises MediaRefused."""
        with self._exchange(Step.SIP_ANSWER):
            heard = self._client.take_offer(client_offer, self._roles)
            if not heard:
                raise NothingAcceptable("nothing in the offer can be passed on")
            return self._write_sip_offer(heard, ports_of)

    def offer_sip_again(self, ports_of: PortsOf) -> str:
        """Return an offer for the SIP side of the streams that are agreed upon. Raises MediaRefused.

        Nobody waits for the answer on the client's side: ``take_late_answer`` takes it.
        """
        with self._exchange(Step.LATE_ANSWER):
            heard = {role: said for role, said in self._client.heard.items() if role in self.agreed}
            return self._write_sip_offer(heard, ports_of)

    def answer_client(
        self, sip_answer: str | None, transport: ClientTransport, setup: str, *, is_early: bool = False
    ) -> str:
        """Return the answer for the client; the first one, if there was one. Raises MediaRefused.

        None: the SIP side has not answered yet, and there is sound for the client alone.
        """
        with self._answering(Step.SIP_ANSWER):
            if sip_answer is None:
                return self._answer_alone(transport, setup)
            heard = self._hear_sip_answer(sip_answer)
            if not self._client_answer:
                wanted = self._wanted(heard, self._client.heard, self._for_client)
                answer = self._client.write_answer(wanted, transport, setup)
                self._client_answer = self._client_origin.stamp(answer)
            answer = self._client_answer
            self._agree(is_last=not is_early)
            return answer

    def _answer_alone(self, transport: ClientTransport, setup: str) -> str:
        client, offered = self._client.heard.get(AUDIO), self._sip.said.get(AUDIO, ())
        codecs = choices.answer_for_client(client.codecs, offered) if client is not None else ()
        if client is None or not media_of(codecs):
            raise NothingAcceptable("there is no sound in the offer")
        if not self._client_answer:
            answer = self._client.write_answer({AUDIO: Wanted(codecs, "sendrecv")}, transport, setup)
            self._client_answer = self._client_origin.stamp(answer)
        self.agreed = {
            AUDIO: AgreedStream(
                AUDIO,
                Spoken.of(client.codecs, self._client.said[AUDIO]),
                Spoken.of(offered, offered),
                to_client=receives(client.direction),
                to_sip=False,
                target=SipTarget("", 0, ("", 0), is_muxed=False),
            )
        }
        return self._client_answer

    # --- the SIP side offers --------------------------------------------------------------------------

    def offer_client(self, sip_offer: str | None, transport: ClientTransport) -> str:
        """Return the offer for the client; None: the SIP side wants to hear one. Raises MediaRefused."""
        with self._exchange(Step.LATE_OFFER if sip_offer is None else Step.CLIENT_ANSWER):
            wanted = self._anything() if sip_offer is None else self._offered_to_client(sip_offer)
            return self._client_origin.stamp(self._client.write_offer(wanted, transport))

    def answer_sip(self, client_answer: str | None, ports_of: PortsOf) -> str:
        """Return the answer for the SIP side, or our offer if it made none. Raises MediaRefused.

        None: no client has answered yet, and one ``joins`` later; until then there is sound alone.
        """
        is_late = self._step is Step.LATE_OFFER
        with self._answering(self._step if is_late else Step.CLIENT_ANSWER):
            if client_answer is not None:
                heard = self._client.take_answer(client_answer)
            else:
                heard = self._client.assume(AUDIO) if AUDIO in self.offered_roles else {}
            if not heard:
                raise NothingAcceptable("the client takes nothing of what was offered")
            if is_late:
                self._step = Step.LATE_ANSWER
                return self._write_sip_offer(heard, ports_of)
            wanted = self._wanted(heard, self._sip.heard, self._for_sip)
            if not wanted:
                raise NothingAcceptable("the two sides have no codec in common")
            answer = self._sip.write_answer(wanted, ports_of(wanted))
            self._agree(is_last=True)
            return self._stamp_sip(answer)

    def take_late_answer(self, sip_answer: str) -> None:
        """Take the answer to what ``answer_sip`` or ``offer_sip_again`` offered. Raises MediaRefused."""
        with self._answering(Step.LATE_ANSWER):
            self._hear_sip_answer(sip_answer)
            self._agree(is_last=True)

    def join(self, client_answer: str) -> None:
        """Take the answer of the client for whom the SIP side was answered already. Raises MediaRefused."""
        with _refusing():
            if not self._client.take_answer(client_answer):
                raise NothingAcceptable("the client takes nothing of what was offered")
            self._agree(is_last=False)
            if not self.agreed:
                raise NothingAcceptable("the two sides have no codec in common")

    # --- both -----------------------------------------------------------------------------------------

    def roll_back(self) -> None:
        """Forget the exchange that is open, if one is."""
        if self._before is not None:
            self._client, self._sip = self._before
        self._close_exchange()

    def _close_exchange(self) -> None:
        self._before, self._step, self._client_answer = None, Step.NONE, ""

    @contextmanager
    def _exchange(self, step: Step) -> Iterator[None]:
        """Begin an exchange, in the place of one that was never completed."""
        self.roll_back()
        self._before = copy.deepcopy((self._client, self._sip))
        self._step = step
        try:
            with _refusing():
                yield
        except MediaRefused:
            self.roll_back()
            raise

    @contextmanager
    def _answering(self, step: Step) -> Iterator[None]:
        if self._step is not step:
            raise MediaRefused(BAD_DESCRIPTION, f"{step.value} comes when {self._step.value} is awaited")
        with _refusing():
            yield

    @property
    def _roles(self) -> tuple[str, ...]:
        return (AUDIO, VIDEO) if self._media.allows_video else (AUDIO,)

    def _write_sip_offer(self, heard: Mapping[str, Heard], ports_of: PortsOf) -> str:
        wanted = {}
        for role, said in heard.items():
            codecs = self._offer_for_sip(said) if role == AUDIO else choices.pictures(said.codecs)
            if media_of(codecs):
                wanted[role] = Wanted(codecs, said.direction)
        if not wanted:
            raise NothingAcceptable("the client speaks no codec that the SIP side may use")
        return self._stamp_sip(self._sip.write_offer(wanted, ports_of(wanted)))

    def _offer_for_sip(self, said: Heard) -> tuple[Codec, ...]:
        stream = self.agreed.get(AUDIO)
        first = media_of(stream.sip.takes)[0] if stream is not None else None
        return choices.offer_for_sip(said.codecs, self._media.codecs, first)

    def _hear_sip_answer(self, text: str) -> Mapping[str, Heard]:
        heard = self._sip.take_answer(text)
        if not heard:
            raise NothingAcceptable(f"the SIP side takes nothing: {self._sip.refusal or 'all was declined'}")
        return heard

    def _offered_to_client(self, sip_offer: str) -> dict[str, Wanted]:
        wanted = {}
        for role, said in self._sip.take_offer(sip_offer).items():
            codecs = self._sip.codecs(role)
            told = choices.offer_for_client(codecs) if role == AUDIO else choices.pictures(codecs)
            wanted[role] = Wanted(told, said.direction, said.sip.ptime if said.sip is not None else 0)
        if not wanted:
            raise NothingAcceptable(self._sip.refusal or "nothing in the offer can be used")
        return wanted

    def _anything(self) -> dict[str, Wanted]:
        """Return what is offered to a client when the SIP side wants to hear an offer."""
        wanted = {AUDIO: Wanted(choices.anything(self._media.codecs), "sendrecv")}
        if VIDEO in self.agreed:
            wanted[VIDEO] = Wanted(media_of(self.agreed[VIDEO].client.takes), "sendrecv")
        return wanted

    def _wanted(
        self,
        answered: Mapping[str, Heard],
        offered: Mapping[str, Heard],
        choose: Callable[[str], tuple[Codec, ...]],
    ) -> dict[str, Wanted]:
        """Return the streams of an answer to ``offered``, of which the other side has ``answered`` some."""
        wanted = {}
        for role, said in answered.items():
            codecs = choose(role) if role in offered else ()
            if media_of(codecs):
                ptime = said.sip.ptime if said.sip is not None else 0
                wanted[role] = Wanted(codecs, said.direction, ptime)
        return wanted

    def _for_client(self, role: str) -> tuple[Codec, ...]:
        client, sip = self._client.heard[role].codecs, self._sip.codecs(role)
        return choices.answer_for_client(client, sip) if role == AUDIO else choices.pictures(sip, client)

    def _for_sip(self, role: str) -> tuple[Codec, ...]:
        client, sip = self._client.heard[role].codecs, self._sip.codecs(role)
        if role == AUDIO:
            return choices.answer_for_sip(sip, client)
        return choices.fitting_mode(shared(media_of(client), sip), sip)

    def _agree(self, *, is_last: bool) -> None:
        """Both sides have spoken: what they have in common is what flows."""
        self.agreed = {
            role: stream
            for role in self._client.heard
            if role in self._sip.heard and (stream := self._stream(role)) is not None
        }
        if is_last:
            self._close_exchange()

    def _stream(self, role: str) -> AgreedStream | None:
        client, sip = self._client.heard[role], self._sip.heard[role]
        spoken = Spoken.of(client.codecs, self._client.said.get(role, ()))
        other = Spoken.of(self._sip.codecs(role), self._sip.said.get(role, ()))
        theirs, ours = media_of(spoken.takes), media_of(other.takes)
        if not theirs or not ours or (role != AUDIO and not shared(theirs, ours)):
            return None
        target = self._sip.target(role)
        return AgreedStream(
            role,
            spoken,
            other,
            to_client=sends(sip.direction) and receives(client.direction),
            to_sip=sends(client.direction) and receives(sip.direction) and bool(target.address),
            target=target,
            client_takes_nack=client.takes_nack(),
            number_id=self._client.number_id if role == VIDEO else 0,
        )

    def _stamp_sip(self, text: str) -> str:
        """Return a description for the SIP side with its ``o=``, which names a real address."""
        told = connection(self._media)
        return self._sip_origin.stamp(text).replace("IN IP4 0.0.0.0", told, 1)


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what is wrong with a description into a refusal."""
    try:
        yield
    except NothingAcceptable as error:
        raise MediaRefused(NOT_ACCEPTABLE, error.reason) from error
    except SdpError as error:
        raise MediaRefused(BAD_DESCRIPTION, error.reason) from error
