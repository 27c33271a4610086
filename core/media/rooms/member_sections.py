"""Sections of a room's offers that carry the pictures of its members: answered, received, given up again.

aiortc never hears of them. It can neither forget a section nor take one without stopping to negotiate, and
rooms add and remove them all the time. So sound and other pictures go on untouched, and who left is gone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiortc.rtcrtpparameters import RTCRtpReceiveParameters

from core.media.rooms.member_pictures import MemberPictures
from core.media.rooms.section_formats import SectionFormats, answered_section, formats_of, parameters_of
from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.sdp.description import Section
from core.media.sdp.directions import direction_of, receives, sends
from core.media.sdp.roles import SLIDES
from core.media.sdp.sections import rejected, transport_refusal
from core.media.sync.lip_sync import LipSync
from core.media.transport.dtls import HardenedDtlsTransport

log = logging.getLogger(__name__)

_FORMATS = ("rtpmap", "fmtp", "rtcp-fb", "extmap")
"""The attributes by which the formats of one section may differ from those of another."""
_KEPT_FORMATS = 64


def name_of(section: Section) -> str:
    """Return what the picture in ``section`` is called; empty if it is no member's."""
    label = section.value("label")
    is_screen = SLIDES in section.value("content").split(",")
    return f"{label}/{SLIDES}" if label and is_screen else label


@dataclass(slots=True)
class MemberSection:
    """One section in use: whose picture it is, how it travels, who receives it."""

    name: str
    mid: str
    formats: SectionFormats
    receiver: VideoReceiver
    remote: Section
    parameters: RTCRtpReceiveParameters
    said: str = ""
    """The direction that we said last."""


@dataclass(slots=True)
class MemberSections:
    """The sections of one session, by their index in its descriptions. Core thread.

    ``on_receiver`` and ``on_gone`` are told which receivers there are, before anything arrives there.
    """

    pictures: MemberPictures
    on_receiver: Callable[[VideoReceiver], None]
    on_gone: Callable[[VideoReceiver], None]
    _used: dict[int, MemberSection] = field(default_factory=dict)
    _formats: dict[tuple[object, ...], SectionFormats | None] = field(default_factory=dict)
    _ending: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.pictures.on_shown = lambda names: self.apply()

    @property
    def is_open(self) -> bool:
        """Whether sections for members are taken."""
        return self.pictures.is_open

    def prepare(self, offered: dict[int, Section], dtls: HardenedDtlsTransport) -> None:
        """Take the sections of an offer that are for members.

        What the other end has given up, or uses for somebody else now, is let go.
        """
        taken: set[str] = set()
        for index, section in offered.items():
            self._take(index, section, taken, dtls)
        for index in self._used.keys() - offered.keys():
            self._let_go(index)
        self.pictures.replace({one.name for one in self._used.values()})

    def answer(self, index: int, section: Section, transport: str, *, is_held: bool) -> str:
        """Return our answer to ``section``; ``transport`` are the lines that all bundled sections share."""
        used = self._used.get(index)
        if used is None:
            return rejected(section)
        is_asked_for = sends(used.remote.direction) and self._is_wanted(used, is_held)
        used.said = direction_of(False, is_asked_for)
        return answered_section(used.formats, used.mid, used.said, transport)

    def offered_direction(self, index: int, *, is_held: bool) -> str | None:
        """Return the direction to offer for a section in use; None if it is not."""
        used = self._used.get(index)
        if used is None:
            return None
        used.said = direction_of(False, self._is_wanted(used, is_held))
        return used.said

    def take_answer(self, answered: Sequence[Section]) -> None:
        """Take the other end's answer to an offer of ours."""
        for index, used in list(self._used.items()):
            section = answered[index] if index < len(answered) else None
            if section is None or section.port == 0:
                self._let_go(index)
            else:
                used.remote = section
        self.pictures.replace({one.name for one in self._used.values()})

    def roll_back(self, said: Sequence[Section]) -> None:
        """Take note that an offer of ours was taken back: what was ``said`` before it holds."""
        for index, used in self._used.items():
            if index < len(said):
                used.said = said[index].direction

    async def close(self) -> None:
        """Receive nothing more; when this returns no thread of any decoder is left."""
        for index in list(self._used):
            self._let_go(index)
        self.pictures.replace(())
        if self._ending:
            await asyncio.wait(set(self._ending))

    def _take(self, index: int, section: Section, taken: set[str], dtls: HardenedDtlsTransport) -> None:
        name, used = name_of(section), self._used.get(index)
        formats = self._formats_of(section) if section.port else None
        mid = section.value("mid")
        if not name or name in taken or not mid or formats is None:
            if used is not None:
                self._let_go(index)
            return
        taken.add(name)
        if used is not None and (used.name, used.mid) != (name, mid):
            self._let_go(index)
            used = None
        parameters = parameters_of(formats, section, mid)
        if used is None:
            receiver = VideoReceiver(dtls)
            used = MemberSection(name, mid, formats, receiver, section, parameters)
            self._used[index] = used
            self._begin(used, dtls)
        elif parameters != used.parameters:
            used.formats, used.parameters = formats, parameters
            self._run(used.receiver.receive(parameters))
        used.remote = section

    def _begin(self, used: MemberSection, dtls: HardenedDtlsTransport) -> None:
        self.pictures.replace(self.pictures.names | {used.name})
        used.receiver.show_in(self.pictures.slot(used.name), LipSync())
        used.receiver._set_rtcp_ssrc(dtls.own_ssrc)
        used.receiver._enabled = False  # until somebody looks
        self.on_receiver(used.receiver)
        self._run(used.receiver.receive(used.parameters))

    def _formats_of(self, section: Section) -> SectionFormats | None:
        """Return what can be received of ``section``; sections of one room are alike, and read once."""
        if transport_refusal(section):
            return None
        key = (section.formats, tuple(pair for pair in section.attributes if pair[0] in _FORMATS))
        if key not in self._formats:
            if len(self._formats) >= _KEPT_FORMATS:
                self._formats.clear()
            self._formats[key] = formats_of(section)
        return self._formats[key]

    def _is_wanted(self, used: MemberSection, is_held: bool) -> bool:
        """Whether we ask for the picture: where the room is told of views, descriptions stay as they are."""
        is_shown = not self.pictures.is_told_by_offers or used.name in self.pictures.shown
        return is_shown and not is_held

    def apply(self) -> None:
        """Decode what is seen and comes, and nothing else; note what the other end is to hear of."""
        shown, by_offers = self.pictures.shown, self.pictures.is_told_by_offers
        for used in self._used.values():
            comes = receives(used.said or "recvonly") and sends(used.remote.direction)
            used.receiver._enabled = used.name in shown and comes
        self.pictures.wants_offer = by_offers and any(
            receives(used.said) != (used.name in shown) for used in self._used.values() if used.said
        )

    def _let_go(self, index: int) -> None:
        used = self._used.pop(index)
        self.on_gone(used.receiver)
        self._run(used.receiver.stop())

    def _run(self, action: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(action)
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
