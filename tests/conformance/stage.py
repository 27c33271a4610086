"""People with real clients of the calling API, at one service, for the time of one scenario."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import Any

from core.calling import (
    Call,
    CallEndCause,
    CallState,
    CallTimeouts,
    ClientRegistration,
    SinchClient,
    TransferProgress,
)
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from tests.calling.fakes import FakeMedia, World
from tests.conformance.services import Service
from tests.conformance.wire import Wire
from tests.conformance.witness import Witness

TURNS_OF_AN_ANSWER = 50
"""Turns of the loop in which an answer that was made has become a response, many times over."""


class PaddedMedia(FakeMedia):
    """Media that flows by itself once the answer is there; its descriptions are as long as wanted."""

    padding = 0

    async def create_offer(self, **options: Any) -> str:
        """Return an offer."""
        return self._padded(await super().create_offer(**options))

    async def accept_offer(self, sdp: str) -> str:
        """Return an answer; its last line is the one that matters."""
        answer = self._padded("", before=True) + await super().accept_offer(sdp)
        if "\r\nby " not in sdp:
            # A room offers, which is no end of this world: nobody else would start it.
            self._flow_after(TURNS_OF_AN_ANSWER)
        return answer

    def _flow_after(self, turns: int) -> None:
        """Let it flow when the answer is on its way: no media comes before, nor would the call take it."""
        if turns > 0:
            asyncio.get_running_loop().call_soon(self._flow_after, turns - 1)
        elif not self.is_closed:
            self._flow_soon()

    def _padded(self, text: str, *, before: bool = False) -> str:
        line = "a=candidate:padding\r\n"
        filling = line * (self.padding // len(line) + (1 if self.padding else 0))
        return filling + text if before else text + filling


class Credentials:
    """Answers ``onCredentialsRequired`` with the tokens given, then with fresh ones if ``signs`` allows."""

    def __init__(self, service: Service, *tokens: str, signs: bool) -> None:
        self._service = service
        self._tokens = list(tokens)
        self._signs = signs
        self.asked = 0

    def onCredentialsRequired(self, client: SinchClient, registration: ClientRegistration) -> None:
        """Answer."""
        self.asked += 1
        if self._tokens:
            registration.register(self._tokens.pop(0))
        elif self._signs:
            registration.register(self._service.sign(client.userId))
        else:
            registration.registerFailed()


class Person:
    """One client of one user, everything it hears, and everything on its wire."""

    def __init__(self, client: SinchClient, credentials: Credentials, wire: Wire) -> None:
        self.client = client
        self.credentials = credentials
        self.wire = wire
        self.witness = Witness()
        for listener in (credentials, self.witness):
            client.addListener(listener)
        client.callClient.addListener(self.witness)
        self._rung = 0

    @property
    def user(self) -> str:
        """The user id."""
        return self.client.userId

    async def online(self) -> Person:
        """Start, and return once registered."""
        await self.client.start()
        await self.witness.hears("onClientStarted")
        return self

    async def back_online(self, times: int = 2) -> None:
        """Return once the connection is there for the ``times``-th time."""
        await self.witness.until(lambda: self._states().count("online") >= times, f"online ({times})")

    async def reconnecting(self) -> None:
        """Return once the client has noticed that the service is away."""
        await self.witness.until(lambda: "reconnecting" in self._states(), "reconnecting")

    async def call(
        self, callee: Person | str, headers: Mapping[str, str] | None = None, *, video: bool = False
    ) -> Call:
        """Call somebody; the witness hears of it."""
        target = callee if isinstance(callee, str) else callee.user
        client = self.client.callClient
        call = await (client.callUserVideo if video else client.callUser)(target, headers)
        call.addListener(self.witness)
        return call

    async def rung(self) -> Call:
        """Return the next incoming call."""
        self._rung += 1
        heard = await self.witness.hears("onIncomingCall", times=self._rung)
        call = heard.more[0]
        assert isinstance(call, Call)
        call.addListener(self.witness)
        return call

    async def takes_over(self, call: Call) -> Call:
        """Return the call that took the place of ``call``."""
        (new_call,) = await self.sees(call, "Replaced")
        assert isinstance(new_call, Call)
        new_call.addListener(self.witness)
        return new_call

    async def sees_transfer(self, call: Call) -> TransferProgress:
        """Return how the transfer of ``call`` went, once that is known."""

        def ended() -> list[TransferProgress]:
            told = [one.more[0] for one in self.witness.of("onTransferProgress", call)]
            return [one for one in told if one.state in ("succeeded", "failed")]

        await self.witness.until(ended, "the end of the transfer")
        return ended()[0]

    async def sees_presence(self, other: Person, state: str) -> None:
        """Return once this person's client knows that the presence of ``other`` is ``state``."""
        await self.witness.until(
            lambda: self.client.presenceOf(other.user) == state, f"{other.user} to be {state}"
        )

    async def sees(self, call: Call, what: str, times: int = 1) -> tuple[Any, ...]:
        """Return what was told with a callback about ``call``: ``sees(call, "Ringing")``."""
        name = what if what.startswith("on") else f"onCall{what}"
        return (await self.witness.hears(name, call, times)).more

    async def sees_established(self, call: Call) -> None:
        """Return once ``call`` stands, which it may have done before anybody listened."""
        await self.witness.until(lambda: call.state is CallState.ESTABLISHED, "the call to stand")

    async def sees_end(self, call: Call) -> CallEndCause:
        """Return why ``call`` ended, once it has."""
        await self.witness.hears("onCallEnded", call)
        return call.details.endCause

    def _states(self) -> list[str]:
        return [one.more[0].state.value for one in self.witness.of("onConnectionChanged")]


class Stage:
    """Who is there and what they share. Everything ends with ``close``."""

    def __init__(self, service: Service, seed: int) -> None:
        self.service = service
        self._world = World(seed)
        self._suffix = uuid.uuid4().hex[:6]
        self._people: list[Person] = []
        self._real_media: list[LocalMedia] = []
        self._work: list[asyncio.Future[None]] = []
        self._padding = 0

    def name(self, name: str) -> str:
        """Return a user id that no other scenario uses."""
        return f"{name}-{self._suffix}"

    def person(
        self,
        name: str,
        *,
        tokens: tuple[str, ...] = (),
        signs: bool = True,
        timeouts: CallTimeouts | None = None,
        instance: str = "",
        real_media: bool = False,
        **runtime: Any,
    ) -> Person:
        """Build a client; with ``real_media`` its calls have ICE, DTLS-SRTP, codecs and fake devices."""
        wire = Wire()
        user = self.name(name)
        changes = {
            "link_factory": wire.make_link,
            "media_factory": self._media,
            "clock": wire.now,
            "fetches_ice_servers": True,
            "retry_base": 0.02,
            **runtime,
        }
        made = self._world.runtime(**changes)
        if timeouts is not None:
            made = replace(made, timeouts=timeouts)
        if instance:
            made = replace(made, instance_id=instance)
        if real_media:
            made = replace(made, media_factory=None, local_media=self._devices())
        made = replace(made, new_call_id=lambda: str(uuid.uuid4()))
        client = self.service.builder(user).runtime(made).build()
        person = Person(client, Credentials(self.service, *tokens, signs=signs), wire)
        self._people.append(person)
        return person

    async def online(self, *names: str, **options: Any) -> list[Person]:
        """Build clients and register them."""
        return [await self.person(name, **options).online() for name in names]

    async def ringing(self, alice: Person, *devices: Person) -> tuple[Call, list[Call]]:
        """Let ``alice`` call the user of ``devices``, and return once she has heard every one of them ring.

        A proxy may not pass a CANCEL on to a device that has not answered yet (RFC 3261 9.1).
        """
        call = await alice.call(devices[0])
        rung = [await device.rung() for device in devices]

        def heard() -> int:
            answers = alice.wire.answers_received("INVITE")
            return len({one.to.tag for one in answers if one.status == 180 and one.call_id == call.callId})

        await alice.wire.until(lambda: heard() >= len(devices), "every device to ring")
        await alice.sees(call, "Ringing")
        return call, rung

    async def talking(self, alice: Person, bob: Person, **options: Any) -> tuple[Call, Call]:
        """Let ``alice`` call ``bob``, ``bob`` answer, and both see the call established."""
        call = await alice.call(bob, **options)
        incoming = await bob.rung()
        await alice.sees(call, "Ringing")
        await incoming.answer()
        await alice.sees(call, "Established")
        await bob.sees(incoming, "Established")
        # Media may flow before the ACK is here; what breaks in between is another story.
        await bob.wire.until_received("ACK")
        return call, incoming

    def pad_descriptions(self, size: int) -> None:
        """Make every session description at least ``size`` bytes long from now on."""
        self._padding = size

    def keys_by_info(self) -> None:
        """Let no audio stream take keys from now on (RFC 4733 not negotiated)."""
        self._world.sends_dtmf = False

    def soon(self, work: Coroutine[Any, Any, None]) -> None:
        """Do ``work`` beside everything else; what it raises is left to what the people see."""
        self._work.append(asyncio.ensure_future(work))

    def story(self) -> str:
        """Return what everybody heard, sent and received so far, for the output of a failing test."""
        return "\n".join(
            f"{one.user} heard {', '.join(heard.name for heard in one.witness.heard)}; {one.wire}"
            for one in self._people
        )

    async def close(self) -> None:
        """End every client and the media."""
        await asyncio.gather(*self._work, return_exceptions=True)
        for person in self._people:
            await person.client.terminate()
        for media in self._real_media:
            media.close()

    def _media(self, **terms: Any) -> PaddedMedia:
        media = PaddedMedia(self._world, **terms)
        media.padding = self._padding
        self._world.media.append(media)
        return media

    def _devices(self) -> LocalMedia:
        media = LocalMedia(FakeDevices())
        self._real_media.append(media)
        return media
