"""A room's media as signalling sees it: descriptions of each member in and out, and what is heard and seen.

Everything here belongs to the core thread and never blocks. The four callbacks of a room are called on it
too, and not after ``close``; they must not raise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PICTURES, SLIDES = "video", "slides"
"""What a member may show: itself, and a screen."""

SLIDES_SUFFIX = "/slides"
"""Behind the member in a view: its screen is meant."""

MOST_MEMBERS = 64
OFFER_OPEN = 491
"""Status of a refusal: an offer of ours waits for its answer (RFC 3261 section 14.2)."""


class MemberMedia(Protocol):
    """One member's media. A description that cannot be used raises MediaRefused and changes nothing.

    Of two offers that cross, signalling lets one through: it rolls ours back, or refuses the member's.
    """

    async def take_offer(self, sdp: str) -> str:
        """Take the member's first or a later offer; return our answer.

        Raises MediaRefused, with ``OFFER_OPEN`` while our own waits for an answer.
        """

    async def offer(self) -> str:
        """Return our offer with the sections that are due now, to a member that the room invites too.

        Raises MediaRefused, with ``OFFER_OPEN`` while the last one waits for an answer.
        """

    async def take_answer(self, sdp: str) -> None:
        """Take the answer to our offer. One that does not fit it rolls it back and raises MediaRefused."""

    def roll_back(self) -> None:
        """Forget our offer, which was refused or never answered; what was agreed before goes on.

        The next one is due whenever signalling likes: ``is_offer_due`` says so, ``on_renegotiation`` is not
        called again for it.
        """

    async def take_candidates(self, fragment: str) -> None:
        """Take candidates that the member tells late (RFC 8840); what cannot be read is dropped."""

    @property
    def is_offer_due(self) -> bool:
        """Whether the sections agreed upon are not those that there should be."""

    @property
    def sends(self) -> frozenset[str]:
        """What it may show by what was agreed upon: PICTURES, SLIDES, both or none. May change with it."""

    @property
    def takes_sound(self) -> bool:
        """Whether it takes the mix by what was agreed upon; it does not while it holds its call."""

    def set_muted(self, muted: bool) -> None:
        """Leave its sound out of what the others hear, or no longer; it does not talk meanwhile."""

    def set_held(self, held: bool) -> None:
        """Let it hear nothing but what is played to it, or the others again. Whether it is heard stays."""

    def set_view(self, heights: Mapping[str, int]) -> None:
        """Forward pictures at these heights; 0: not at all, absent: as before. Unknown names are ignored.

        Keys are members, and members with ``SLIDES_SUFFIX`` for their screens. Until the first word all are
        forwarded, at whatever height they are sent.
        """

    async def play(self, samples: NDArray[np.int16], *, repeats: bool = False) -> None:
        """Let the member hear ``samples`` (48 kHz mono) beside the others; return when it is over.

        Cancelled, it stops. A second sound does not end the first. Returns when the member leaves.
        """

    async def close(self) -> None:
        """Let it leave: the others' sections of it are due to go. Idempotent."""


class RoomMedia(Protocol):
    """The media of one room."""

    on_talking: Callable[[str, bool], None]
    """Member, and whether it talks from now on."""
    on_renegotiation: Callable[[str], None]
    """This member's description should be offered anew. Called once until ``offer`` is."""
    on_ended: Callable[[str, str], None]
    """Member, and a sentence: its way is dead. Called once; it is to be closed."""
    on_demand: Callable[[str, int, int], None]
    """Member, and height and kbit/s of its picture that the viewers can use; 0 and 0: nobody looks."""

    def join(self, member: str, *, has_pictures: bool = True) -> MemberMedia:
        """Return the media of one more member, which is the label of its pictures: hex digits.

        ``has_pictures`` is False for phones and the like, which are never offered any.
        Nothing is opened before its first description. Raises MediaRefused (503) when the room is full, and
        ValueError when the member is there already.
        """

    async def close(self) -> None:
        """End it: all members left, sockets closed, tasks ended. Idempotent."""


class ConferenceMedia(Protocol):
    """Makes the media of rooms."""

    def room(self) -> RoomMedia:
        """Return the media of one new room."""

    async def close(self) -> None:
        """End all that are left."""
