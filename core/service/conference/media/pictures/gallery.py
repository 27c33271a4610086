"""All pictures that one member is shown: which of them, over what its way bears, and what it asks for."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from core.media.congestion.estimation.trendline import Usage
from core.media.congestion.sending.allocation import Allocation
from core.media.congestion.sending.pacer import Priority
from core.media.transport.outgoing_packet import OutgoingPacket
from core.media.transport.paced_sending import PacedSending
from core.service.conference.media.load import MANY
from core.service.conference.media.pictures.choice import (
    STILLS_RATE,
    WHOLE,
    Candidate,
    Demand,
    ViewerChoice,
    affordable,
)
from core.service.conference.media.pictures.forwarding import STILL_SECONDS, Forward, Showing
from core.service.conference.media.pictures.source import PictureSource
from core.service.conference.media.pictures.stills import Stills
from core.service.conference.media.ports import PICTURES, SLIDES, SLIDES_SUFFIX
from core.service.conference.media.sdp.agreement import Picture, ShownAgreed

MOST_ASKED = 400
"""Packets that are sent again in a second at most: more is no loss, but an attempt."""

LISTENING_BYTES = 60
"""Of padding, ten times in a second, while a way bears no more than stills: 10 kbit/s in all."""

STILL_ASKED_SPACING = 0.7
"""Seconds between two stills that are asked for, whosever they are."""

STILLS_SHARE = 0.8
"""Of what the way bears beside pictures that flow, for stills."""

TRICKLE_RATE = 10_000.0
"""Bits per second of stills on a way that is full, perhaps for good, with what others send over it."""

CALM_QUEUE, CALM_LOSS = 0.08, 0.04
"""Seconds of queue and share of losses below which a way does not look full."""

PAUSED_RATE = 10_000
"""What is kept free for a picture that is paused."""

MOST_VIEWED = 128
MOST_HEIGHT = 4320
KEYFRAME_TOKENS, KEYFRAME_SECONDS = 4.0, 1.5
"""A viewer that sees a picture already may ask for so many keyframes at once, and one in so many seconds."""


class _SoundShare:
    """Stands for the mix where the rate is divided; sound is never held back."""

    kind = "audio"
    is_sending = True

    def take_share(self, share: Allocation) -> None:
        """Leave the mix as it is: others hear the same."""

    def redundant(self, size: int) -> OutgoingPacket | None:
        """Return nothing."""
        return None

    def want_keyframe(self) -> None:
        """Have none."""


class Gallery:
    """Core thread. ``sending`` is where this member's packets leave, once ``is_connected`` says so."""

    kind = "video"

    def __init__(
        self,
        sending: PacedSending,
        is_connected: Callable[[], bool],
        rng: random.Random,
        clock: Callable[[], float],
    ) -> None:
        self.forwards: dict[Picture, Forward] = {}
        self.by_source: dict[int, Forward] = {}
        """The same by our sources."""
        self.speaker = ""
        """The member who spoke last."""
        self.most_shown = MANY
        """How many pictures may flow, whatever the way bears."""
        self.refused_requests = 0
        """Requests for keyframes and packets beyond what is believed."""
        self._sending = sending
        self._is_connected = is_connected
        self._rng = rng
        self._clock = clock
        self._choice = ViewerChoice()
        self._heights: dict[str, int] = {}
        self._budget = 0
        self._still_at = float("-inf")
        self._stills = Stills(self._send_still)
        self._asked_left = float(MOST_ASKED)
        self._tokens: dict[Picture, float] = {}
        self._looked_at = clock()
        self._is_sending = False
        sending.add(_SoundShare(), is_numbered=True)
        sending.add(self, is_numbered=True)

    # --- as a sender among those that share the way ---------------------------------------------------

    @property
    def is_sending(self) -> bool:
        """Whether any picture is shown. Asked with each packet."""
        return self._is_sending

    def take_share(self, share: Allocation) -> None:
        """Take what all pictures together may use."""
        self._budget = share.pictures

    def redundant(self, size: int) -> OutgoingPacket | None:
        """Return a packet that nobody needs."""
        for forward in self.forwards.values():
            packet = forward.redundant(size)
            if packet is not None:
                return packet
        return None

    def want_keyframe(self) -> None:
        """Begin anew with all pictures: what waited too long was given up."""
        now = self._clock()
        self._stills.give_up()  # its numbers are given anew to what begins next
        for forward in self.forwards.values():
            if forward.flows:
                forward.source.ask_for_keyframe(now)
            forward.give_up_queue()

    # --- what there is --------------------------------------------------------------------------------

    def configure(self, shown: Mapping[Picture, tuple[ShownAgreed, PictureSource]]) -> None:
        """Show these pictures, each from its source, from now on."""
        for picture, forward in tuple(self.forwards.items()):
            agreed, source = shown.get(picture, (None, None))
            if agreed is None or source is not forward.source or agreed.ssrc != forward.agreed.ssrc:
                self._drop(picture)
            elif agreed != forward.agreed:
                forward.configure(agreed)
        for picture, (agreed, source) in shown.items():
            if picture not in self.forwards:
                is_lost = lambda: self._sending.control.wants_keyframe  # noqa: E731
                forward = Forward(source, agreed, self._sending, self._rng, self._stills, is_lost)
                self.forwards[picture] = self.by_source[agreed.ssrc] = forward
                source.viewers = (*source.viewers, forward)
        self.choose()
        self._note_shown()

    def close(self) -> None:
        """Show nothing any more."""
        for picture in tuple(self.forwards):
            self._drop(picture)
        self._note_shown()

    def _drop(self, picture: Picture) -> None:
        forward = self.forwards.pop(picture)
        self.by_source.pop(forward.agreed.ssrc, None)
        forward.source.viewers = tuple(one for one in forward.source.viewers if one is not forward)
        self._tokens.pop(picture, None)

    def set_view(self, heights: Mapping[str, int]) -> None:
        """Show pictures as high as this; see ``MemberMedia.set_view``."""
        for name, height in tuple(heights.items())[:MOST_VIEWED]:
            if name in self._heights or len(self._heights) < MOST_VIEWED:
                self._heights[name] = min(MOST_HEIGHT, max(0, height))
        self.choose()

    def forget(self, member: str) -> None:
        """A member has left, and its pictures with it."""
        self._heights.pop(member, None)
        self._heights.pop(member + SLIDES_SUFFIX, None)
        for what in (PICTURES, SLIDES):
            if (picture := Picture(member, what)) in self.forwards:
                self._drop(picture)
        self._note_shown()

    def height_of(self, picture: Picture) -> int:
        """Return how high a picture is shown; 0: not at all."""
        name = picture.member if picture.what == PICTURES else picture.member + SLIDES_SUFFIX
        forward = self.forwards.get(picture)
        return self._heights.get(name, WHOLE) if forward is not None and forward.can_show else 0

    # --- what is shown --------------------------------------------------------------------------------

    def choose(self) -> None:
        """Decide what is shown of what there is."""
        if not self._is_connected():
            return
        now = self._clock()
        known = self._sending.estimate
        is_calm = known.usage is not Usage.OVERUSED and known.queue < CALM_QUEUE and known.loss < CALM_LOSS
        chosen = self._choice.choose(
            self._candidates(), self._budget, now, is_calm=is_calm, most=self.most_shown
        )
        for picture, showing in chosen.items():
            forward = self.forwards[picture]
            if forward.showing is not showing:
                forward.show(showing, now)
        self._note_shown()
        self._ask_for_still(now)

    def _send_still(self, packet: OutgoingPacket, begins_keyframe: bool) -> None:
        begins = begins_keyframe and self._sending.control.wants_keyframe
        self._sending.send((packet,), Priority.VIDEO, starts_keyframe=begins)

    def _release_stills(self, seconds: float) -> None:
        """Let stills leave as fast as the way bears beside what flows; while it looks full they trickle."""
        flowing = sum(one.source.rate for one in self.forwards.values() if one.showing is Showing.ALL)
        rate = max(STILLS_RATE, STILLS_SHARE * (self._budget - flowing))
        known = self._sending.estimate
        is_full = known.usage is Usage.OVERUSED or known.queue >= CALM_QUEUE
        self._stills.release(seconds, TRICKLE_RATE if is_full else rate)

    def _note_shown(self) -> None:
        self._is_sending = any(forward.showing for forward in self.forwards.values())

    def _ask_for_still(self, now: float) -> None:
        """Ask for the still that is due for longest, one at a time."""
        is_free = self._stills.may_begin(now) and not self._sending.is_behind
        if not is_free or now - self._still_at < STILL_ASKED_SPACING:
            return
        due = [
            (at, picture)
            for picture, forward in self.forwards.items()
            if (at := forward.still_at) is not None and now - at > STILL_SECONDS
        ]
        if due:
            self._still_at = now
            self.forwards[min(due)[1]].ask_for_still(now)

    def _candidates(self) -> list[Candidate]:
        now = self._clock()
        return [
            Candidate(
                picture,
                one.source.rate or (PAUSED_RATE if one.source.is_paused(now) else 0),
                self.height_of(picture),
                picture.member == self.speaker,
            )
            for picture, one in self.forwards.items()
        ]

    def demands(self) -> dict[Picture, Demand]:
        """Return what this member can use of the pictures that it can use anything of."""
        candidates = self._candidates()
        kbps = affordable(candidates, self._budget)
        return {one.picture: Demand(one.height, kbps[one.picture]) for one in candidates if kbps[one.picture]}

    @property
    def shown(self) -> int:
        """How many pictures flow."""
        return sum(forward.flows and forward.showing is Showing.ALL for forward in self.forwards.values())

    # --- what is asked for ----------------------------------------------------------------------------

    def want_keyframe_of(self, ssrc: int, now: float) -> None:
        """Take that this member needs a keyframe of what we send as ``ssrc``."""
        forward = self.by_source.get(ssrc)
        if forward is None or not forward.showing:
            return
        picture = forward.source.picture
        left = self._tokens.get(picture, KEYFRAME_TOKENS)
        if left < 1.0:
            self.refused_requests += 1
            return
        self._tokens[picture] = left - 1.0
        forward.source.ask_for_keyframe(now)

    def send_again(self, ssrc: int, numbers: tuple[int, ...], now: float) -> None:
        """Send packets again that were lost on the way to this member."""
        forward = self.by_source.get(ssrc)
        if forward is None:
            return
        allowed = numbers[: max(0, int(self._asked_left))]
        self.refused_requests += len(numbers) - len(allowed)
        self._asked_left -= forward.send_again(allowed, now, self._sending.estimate.round_trip)

    def look_after(self, now: float) -> None:
        """Do what is due. Called some times in a second."""
        passed = max(0.0, now - self._looked_at)
        self._looked_at = now
        self._asked_left = min(float(MOST_ASKED), self._asked_left + MOST_ASKED * passed)
        for picture, left in self._tokens.items():
            self._tokens[picture] = min(KEYFRAME_TOKENS, left + passed / KEYFRAME_SECONDS)
        self.choose()
        self._release_stills(passed)
        if any(forward.showing is Showing.STILLS for forward in self.forwards.values()):
            # While little flows nothing else would find out whether the way is free, and bears more. It is
            # part of no picture: where those were given up until a keyframe, it must leave all the same.
            packet = self.redundant(LISTENING_BYTES)
            self._sending.send((packet,) if packet is not None else (), Priority.RETRANSMISSION)
