"""The media of one room. See ``RoomMedia`` for what its methods promise."""

from __future__ import annotations

import asyncio
import logging
import random
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiortc import RTCIceServer

from core.service.conference.media.load import ServiceLoad
from core.service.conference.media.member import Member
from core.service.conference.media.pictures.choice import NO_DEMAND, Demand
from core.service.conference.media.pictures.source import PictureSource
from core.service.conference.media.ports import MOST_MEMBERS, PICTURES
from core.service.conference.media.sdp.agreement import Picture
from core.service.conference.media.sound.mixer import Encoded, RoomMixer
from core.service.conference.media.sound.outlet import MixClock
from core.service.media.legs.certificates import Certificates
from core.service.media.refusal import UNAVAILABLE, MediaRefused
from core.service.media.sound.posting_thread import PostingThread

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.1
DUE_SECONDS = 0.05
"""For so long changes are gathered before members are offered anew: some come together."""

DEMAND_CHANGE = 0.15
DEMAND_SECONDS = 1.0
"""A demand is told anew when it differs by that share, and so often at most; the first one at once."""

SUM_SECONDS = 0.5
"""How often demands are summed up while nobody has begun, or ceased, to look at something."""

UNSEEN_SECONDS = 2.0
"""Nobody has looked at a picture for so long when its sender is told so."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What all rooms of a service share."""

    certificates: Certificates
    sound: PostingThread
    ice_servers: Sequence[RTCIceServer]
    clock: Callable[[], float]


@dataclass(slots=True)
class _Told:
    demand: Demand | None = None
    at: float = float("-inf")
    unseen_since: float | None = None


class Room:
    """Core thread."""

    def __init__(self, parts: Parts, rng: random.Random, on_closed: Callable[[Room], None]) -> None:
        self.on_talking: Callable[[str, bool], None] = lambda member, talks: None
        self.on_renegotiation: Callable[[str], None] = lambda member: None
        self.on_ended: Callable[[str, str], None] = lambda member, sentence: None
        self.on_demand: Callable[[str, int, int], None] = lambda member, height, kbps: None
        self.parts = parts
        self.rng = rng
        self.cname = secrets.token_hex(8)
        self.codec = ""
        """The name of the codec that pictures have, so that all can see them."""
        self.is_closed = False
        self.mix_clock = MixClock()
        self.mixer = RoomMixer(parts.sound.post, self._hear, self._talks)
        self.members: dict[str, Member] = {}
        self._on_closed = on_closed
        self._talking: list[str] = []
        self._speaker = ""
        self._told: dict[str, _Told] = {}
        self._due: asyncio.TimerHandle | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._is_mixing = False
        self._load = ServiceLoad()
        self._look_due = 0.0
        self._sum_due = float("-inf")

    def join(self, member: str, *, has_pictures: bool = True) -> Member:
        """Return the media of one more member."""
        if self.is_closed:
            raise MediaRefused(UNAVAILABLE, "the room is closed")
        if member in self.members:
            raise ValueError(f"{member} is in the room already")
        if len(self.members) >= MOST_MEMBERS:
            raise MediaRefused(UNAVAILABLE, "the room is full")
        made = self.members[member] = Member(self, member, has_pictures=has_pictures)
        made.gallery.speaker = self._speaker
        if self._timer is None:
            self._look_due = self.parts.clock() + LOOK_SECONDS
            self._plan_look()
        return made

    async def close(self) -> None:
        """End it."""
        if self.is_closed:
            return
        self.is_closed = True
        for timer in (self._timer, self._due):
            if timer is not None:
                timer.cancel()
        self.parts.sound.discard(self.mixer)
        await asyncio.gather(*(member.close() for member in tuple(self.members.values())))
        self._on_closed(self)

    # --- what members ask -----------------------------------------------------------------------------

    def pictures_for(self, member: Member) -> dict[Picture, None]:
        """Return the pictures of all others, in the order in which they came: to go through and look up."""
        return {
            Picture(other.member, what): None
            for other in self.members.values()
            if other is not member
            for what in other.pictures
        }

    def source_of(self, picture: Picture) -> PictureSource | None:
        """Return where a picture comes from; None if it is gone."""
        member = self.members.get(picture.member)
        return member.pictures.get(picture.what) if member is not None else None

    def clock_offset(self, member: str) -> float | None:
        """Return by how much a member's clock differs from when it is heard; see ``Forward.moment``."""
        found = self.members.get(member)
        return found.sound.clock_offset() if found is not None else None

    def codec_with(self, joining: Member) -> str:
        """Return the codec of pictures, decided anew if somebody who joins cannot take it."""
        self.codec = self._common_codec(joining)
        return self.codec

    def _common_codec(self, joining: Member) -> str:
        known = [one.sections.picture_codecs for one in self.members.values()]
        heard = joining.sections.heard_codecs
        spoken = [[codec.name for codec in codecs] for codecs in (*known, heard) if codecs]
        common = [name for name in (spoken[0] if spoken else []) if all(name in names for names in spoken)]
        if self.codec in common or not common:
            return self.codec or (spoken[0][0] if spoken else "")
        return common[0]

    def changed(self, member: Member, *, has_other_pictures: bool) -> None:
        """Something was agreed upon with a member; what it shows concerns the others, all else does not."""
        self._mix()
        member.show()
        for one in self.members.values() if has_other_pictures else ():
            if one.is_described and one is not member:
                one.show()
        self.viewed()
        self._plan_offers()

    def viewed(self) -> None:
        """Somebody looks at other pictures, or at other sizes of them, than before."""
        self._sum_due = float("-inf")

    def held(self) -> None:
        """A member is put on hold, or no longer."""
        self._mix()

    def left(self, member: Member) -> None:
        """A member has closed."""
        self.members.pop(member.member, None)
        self._told.pop(member.member, None)
        self._fall_silent(member.member)
        if self.is_closed:
            return
        self._mix()
        for one in self.members.values():
            one.gallery.forget(member.member)
            one.sections.forget(member.member)
        self.viewed()
        self._plan_offers()

    def ended(self, member: Member, sentence: str) -> None:
        """A member's way is dead."""
        if not self.is_closed:
            self.on_ended(member.member, sentence)

    def _plan_offers(self) -> None:
        if self._due is None and not self.is_closed:
            self._due = asyncio.get_running_loop().call_later(DUE_SECONDS, self._tell_due)

    def _tell_due(self) -> None:
        """Tell that one member's offer is due, and the next one's in the loop's next turn.

        An offer takes 5 to 10 ms: six at once would hold up everybody's sound.
        """
        self._due = None
        due = [member for member in self.members.values() if member.is_to_be_told]
        if due:
            due[0].is_told = True
            self.on_renegotiation(due[0].member)
        if len(due) > 1 and not self.is_closed:
            self._due = asyncio.get_running_loop().call_later(0, self._tell_due)

    # --- sound ----------------------------------------------------------------------------------------

    def _mix(self) -> None:
        """Mix what comes for whoever hears it."""
        agreed = {name: one.sections.agreed.sound for name, one in self.members.items()}
        self.mixer.set_sources(
            {
                name: self.members[name].sound
                for name, sound in agreed.items()
                if sound is not None and sound.comes
            }
        )
        self.mixer.set_listeners(
            {name: sound.sends for name, sound in agreed.items() if sound is not None and sound.leaves}
        )
        self.mixer.set_held(name for name, one in self.members.items() if one.is_held)
        is_needed = any(sound is not None for sound in agreed.values()) and not self.is_closed
        if is_needed and not self._is_mixing:
            self.parts.sound.add(self.mixer)
        elif self._is_mixing and not is_needed:
            self.parts.sound.discard(self.mixer)
        self._is_mixing = is_needed

    def _hear(self, frames: list[Encoded]) -> None:
        if self.is_closed:
            return
        self.mix_clock.note(frames[0].position, self.parts.clock())
        for encoded in frames:
            for name in encoded.members:
                member = self.members.get(name)
                if member is not None:
                    member.hear(encoded)

    def _talks(self, member: str, talks: bool) -> None:
        if member not in self.members or self.is_closed or talks == (member in self._talking):
            return
        if talks:
            self._talking.append(member)
            if self._speaker not in self._talking[:-1]:
                self._set_speaker(member)
            self.on_talking(member, True)
        else:
            self._fall_silent(member)

    def _fall_silent(self, member: str) -> None:
        if member not in self._talking:
            return
        self._talking.remove(member)
        if self._speaker == member and self._talking:
            self._set_speaker(self._talking[0])
        if not self.is_closed:
            self.on_talking(member, False)

    def _set_speaker(self, member: str) -> None:
        self._speaker = member
        for one in self.members.values():
            one.gallery.speaker = member

    # --- what is due ----------------------------------------------------------------------------------

    def _plan_look(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(LOOK_SECONDS, self._look_after)

    def _look_after(self) -> None:
        self._plan_look()
        now = self.parts.clock()
        shown = max((member.gallery.shown for member in self.members.values()), default=0)
        before = self._load.most_shown
        self._load.note(max(0.0, now - self._look_due), shown, now)
        if self._load.most_shown < before:
            log.info("the service is too busy: members see %d pictures", self._load.most_shown)
        self._look_due = now + LOOK_SECONDS
        for member in tuple(self.members.values()):
            member.gallery.most_shown = self._load.most_shown
            member.look_after(now)
        if now >= self._sum_due:
            self._sum_due = now + SUM_SECONDS
            self._demand(now)

    def _demand(self, now: float) -> None:
        """Tell the senders of pictures what their viewers can use."""
        wanted: dict[Picture, Demand] = {}
        for one in self.members.values():
            for picture, demand in one.gallery.demands().items():
                wanted[picture] = demand.or_more(wanted.get(picture, NO_DEMAND))
        for name, member in self.members.items():
            if PICTURES in member.pictures:
                self._tell_demand(name, wanted.get(Picture(name, PICTURES), NO_DEMAND), now)

    def _tell_demand(self, member: str, demand: Demand, now: float) -> None:
        told = self._told.setdefault(member, _Told())
        if demand == NO_DEMAND:
            told.unseen_since = now if told.unseen_since is None else told.unseen_since
            if now - told.unseen_since < UNSEEN_SECONDS:
                return
        else:
            told.unseen_since = None
        if told.demand is not None and not _is_other(told.demand, demand):
            return
        is_waking = told.demand in (None, NO_DEMAND)
        if not is_waking and now - told.at < DEMAND_SECONDS:
            return
        told.demand, told.at = demand, now
        self.on_demand(member, demand.height, demand.kbps)


def _is_other(told: Demand, demand: Demand) -> bool:
    return told.height != demand.height or abs(told.kbps - demand.kbps) > DEMAND_CHANGE * told.kbps
