"""Offers and answers of one session (RFC 3264), by either end, over an aiortc connection.

aiortc resets payload types and extension ids when an end that has answered makes an offer, and cannot take
an offer back. So every offer after the first is written from what was agreed before, and aiortc hears of it
together with its answer, and only if more than directions changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from aiortc import MediaStreamTrack, RTCRtpTransceiver, RTCSessionDescription

from core.media.codecs.opus_adaptation import OpusWishes
from core.media.rooms.member_sections import MemberSections
from core.media.sdp.description import Glare, SdpError, Section, parse_description
from core.media.sdp.directions import agreed, direction_of, receives, sends
from core.media.sdp.ice_lines import as_unfinished, ice_of, with_ice
from core.media.sdp.layers import with_stream_ids
from core.media.sdp.ledger import SectionLedger, check_fit
from core.media.sdp.local_text import (
    Origin,
    finish,
    is_rejected,
    mid_of,
    split_text,
    transport_lines,
    with_bundle,
    with_direction,
    with_setup,
    without_mid,
)
from core.media.sdp.opus_parameters import opus_wishes
from core.media.sdp.roles import AUDIO, ROLES, SCREEN, VIDEO, with_role
from core.media.sdp.sections import rejected
from core.media.sdp.telephone_events import event_types, types_to_answer, types_to_offer, with_events
from core.media.sdp.trickle import Fragment
from core.media.transceivers import Receiver, Transceivers
from core.media.transport.connection import AppPeerConnection
from core.media.transport.ice.description import IceDescription


@dataclass(frozen=True, slots=True)
class Wishes:
    """What this end wants when it describes itself.

    Pictures beside sound; to hear and see nothing if held; in an offer after the first, a new path and to
    show a screen. The other end's screen is taken in any call.
    """

    video: bool = False
    is_held: bool = False
    restarts_ice: bool = False
    is_sharing: bool = False

    @property
    def first_roles(self) -> tuple[str, ...]:
        """What a call begins with."""
        return (AUDIO, VIDEO) if self.video else (AUDIO,)

    @property
    def accepted_roles(self) -> tuple[str, ...]:
        """What may be in use."""
        return (*self.first_roles, SCREEN)

    @property
    def offered_roles(self) -> tuple[str, ...]:
        """What is to be added by an offer if it is not in use."""
        return self.accepted_roles if self.is_sharing else self.first_roles

    def sends(self, role: str) -> bool:
        """Whether this end has anything to send for ``role``."""
        return self.is_sharing if role == SCREEN else True


@dataclass(frozen=True, slots=True)
class _Open:
    """An offer of ours that has no answer yet; ``added`` are the sections that aiortc does not know."""

    text: str
    added: tuple[str, ...] = ()
    is_first: bool = False
    ice: IceDescription | None = None
    """What it says of a new path."""


class Negotiation:
    """What both ends have said. Core thread, one call at a time.

    ``tracks`` are sent, by role. ``on_receiver`` is told what each receiver is for, before anything arrives
    there. ``raise_if_closed`` is asked after aiortc has been given something. ``members`` has the sections of
    a conference room that are for its other members.
    """

    def __init__(
        self,
        connection: AppPeerConnection,
        tracks: Mapping[str, MediaStreamTrack],
        on_receiver: Callable[[str, Receiver], None],
        raise_if_closed: Callable[[], None],
        members: MemberSections,
    ) -> None:
        self.remote_hold = False
        self.refused: frozenset[str] = frozenset()
        """The roles that our last offer had and its answer refused."""
        self._connection = connection
        self._raise_if_closed = raise_if_closed
        self._members = members
        self._transceivers = Transceivers(connection, tracks, on_receiver)
        self._ledger = SectionLedger()
        self._origin = Origin()
        self._local = ""
        self._said: tuple[Section, ...] = ()
        self._open: _Open | None = None
        self._is_torn = False
        """Whether aiortc has heard part of what was refused: then it has to hear of the next change, too."""
        self._local_ice: IceDescription | None = None
        self._remote_ice: IceDescription | None = None

    @property
    def is_settled(self) -> bool:
        """Whether an offer was ever answered."""
        return bool(self._local)

    @property
    def has_open_offer(self) -> bool:
        """Whether an offer of ours waits for its answer."""
        return self._open is not None

    def direction(self, role: str) -> str:
        """Return what this end does for ``role`` by what is agreed."""
        index = self._ledger.index_of(role)
        if index is None or not self.is_settled:
            return "inactive"
        return agreed(self._said[index].direction, self._ledger.direction(role))

    def remote_direction(self, role: str) -> str:
        """Return what the other end said last of ``role``, in its own view."""
        return self._ledger.direction(role)

    def is_accepted(self, role: str) -> bool:
        """Whether both ends have a section for ``role`` in use, whatever goes through it now."""
        return self._ledger.index_of(role) is not None

    def transceiver(self, role: str) -> RTCRtpTransceiver | None:
        """Return what sends and receives for ``role`` by what is agreed."""
        return self._transceivers.of(role) if self.is_accepted(role) else None

    def event_types(self) -> tuple[dict[int, int], dict[int, int]]:
        """Return the payload types of telephone events, by clock rate: to send with, and to receive."""
        index = self._ledger.index_of(AUDIO)
        if index is None or not self.is_settled:
            return {}, {}
        ours, theirs = event_types(self._said[index]), event_types(self._remote_sections()[index])
        common = ours.keys() & theirs.keys()
        return {clock: theirs[clock] for clock in common}, {clock: ours[clock] for clock in common}

    def opus_wishes(self) -> OpusWishes | None:
        """Return what the other end says of the Opus that it wants; None before an agreement."""
        index = self._ledger.index_of(AUDIO)
        return None if index is None or not self.is_settled else opus_wishes(self._remote_sections()[index])

    async def offer(self, wishes: Wishes) -> str:
        """Return an offer; until it is answered or taken back nothing but what we can receive changes."""
        if self.is_settled:
            ice = await self._connection.ice.gather_again() if wishes.restarts_ice else None
            return self._offer_again(wishes, ice)
        for role in wishes.first_roles:
            if self._transceivers.of(role) is None:
                self._transceivers.add(role)
        await self._connection.setLocalDescription(await self._connection.createOffer())
        head, sections = split_text(self._first_words(finish(self._connection.localDescription.sdp)))
        sections = _with_events_offered(sections)
        said = [with_direction(one, direction_of(True, not wishes.is_held)) for one in sections]
        self._open = _Open(self._origin.stamp(head + "".join(said)), is_first=True)
        return self._open.text

    async def take_candidates(self, fragment: Fragment) -> bool:
        """Take candidates that the other end found later; False if they belong to nothing here."""
        return await self._connection.ice.add_late_candidates(
            fragment.username, fragment.candidates, is_last=fragment.is_last
        )

    async def roll_back(self) -> None:
        """Forget the offer that waits for an answer, if one does."""
        was_open, self._open = self._open, None
        if was_open is not None and was_open.ice is not None:
            await self._connection.ice.give_up_restart()
        if was_open is not None and not was_open.is_first:
            self._transceivers.forget_added(self._ledger.presented)
            self._members.roll_back(self._said)
            self._apply()

    async def take_answer(self, sdp: str) -> None:
        """Take the answer to the open offer. Raises SdpError when it does not fit; the offer stays open."""
        was = self._open
        if was is None:
            raise SdpError("an answer came although no offer is open")
        ours = parse_description(was.text)
        check_fit(parse_description(sdp), ours)
        if was.is_first:
            await self._set_remote(self._ledger.take_answer(sdp, was.text), "answer")
        elif was.added or self._is_torn or not self._ledger.repeats(sdp, was.text, ROLES):
            with self._or_as_before():
                await self._renegotiate(was, sdp)
        self._open = None
        roles = self._ledger.roles(ours)
        offered = {role for role, section in zip(roles, ours.sections, strict=True) if section.port}
        self.refused = frozenset(offered - self._ledger.accepted_roles())
        local = was.text
        if not await self._take_remote_ice(was.ice):
            local = _with_ice(local, ice_of(self._said[min(self._ledger.live)]))
        self._members.take_answer(self._remote_sections())
        self._settle(local, ours.sections, is_answer=True)

    async def take_offer(self, sdp: str, wishes: Wishes) -> str:
        """Return the answer to an offer. Raises Glare while one of ours is open, else SdpError."""
        if self._open is not None:
            raise Glare("an offer of ours is open")
        with self._or_as_before():
            offered = self._ledger.notice_members(parse_description(sdp)) if self._members.is_open else {}
            head, sections = split_text(await self._answer_of_aiortc(sdp, wishes.accepted_roles))
        await self._answer_restart()
        if offered:
            assert self._connection.dtls is not None
            self._members.prepare(offered, self._connection.dtls)
        answer = _bundled(head, self._answered(sections, wishes))
        answer = self._origin.stamp(answer if self._local_ice is None else _with_ice(answer, self._local_ice))
        self._settle(answer, parse_description(answer).sections)
        return answer

    async def _answer_of_aiortc(self, sdp: str, roles: Collection[str]) -> str:
        """Return the answer to an offer as far as aiortc makes it; the one before, if nothing new is said."""
        if self.is_settled and not self._is_torn and self._ledger.repeats(sdp, self._local, roles):
            return self._local
        seen = self._ledger.take_offer(sdp, roles=roles)
        self._transceivers.prepare(self._ledger)
        await self._set_remote(seen, "offer")
        answer = self._ledger.complete_answer(await self._plain_answer())
        self._is_torn = False
        return self._first_words(answer)

    def _settle(self, local: str, said: tuple[Section, ...], *, is_answer: bool = False) -> None:
        """Both ends have spoken: note what was agreed, and do it.

        Whether the other end hears us tells whether it holds the call. Its answer tells that only if we
        offered to be heard.
        """
        self._local, self._said = local, said
        sound = self._ledger.index_of(AUDIO)
        index = min(self._ledger.live) if sound is None else sound
        if sends(said[index].direction) or not is_answer:
            self.remote_hold = not receives(self._remote_sections()[index].direction)
        self._apply()

    async def _answer_restart(self) -> None:
        """Begin a new path if the offer names other credentials than before."""
        told = ice_of(self._remote_sections()[min(self._ledger.live)])
        if self._remote_ice is not None and not told.is_same_session(self._remote_ice):
            self._local_ice = await self._connection.ice.gather_again()
            self._connection.move_soon(told)
        self._remote_ice = told

    async def _take_remote_ice(self, ours: IceDescription | None) -> bool:
        """Take the answer's credentials; ``ours`` are those of a restart that we have offered.

        Returns False when the other end does not take part in it.
        """
        told = ice_of(self._remote_sections()[min(self._ledger.live)])
        is_new = self._remote_ice is not None and not told.is_same_session(self._remote_ice)
        if ours is not None and is_new:
            self._local_ice = ours
            self._connection.move_soon(told)
        elif ours is not None:
            await self._connection.ice.give_up_restart()
        self._remote_ice = told
        return ours is None or is_new

    def _answered(self, sections: list[str], wishes: Wishes) -> list[str]:
        role = self._connection.setup_role
        answered = []
        transport = transport_lines(with_setup(sections[min(self._ledger.live)], role))
        for index, remote in enumerate(self._remote_sections()):
            if index not in self._ledger.live:
                answered.append(self._members.answer(index, remote, transport, is_held=wishes.is_held))
                continue
            section = sections[index]
            meant = self._ledger.presented[self._ledger.live[index]].role
            if meant == AUDIO:
                section = with_events(section, types_to_answer(_parsed(section), remote))
            section = with_stream_ids(section, remote)
            section = section if remote.value("mid") else without_mid(section)  # RFC 5888 section 9.1
            wanted = agreed(direction_of(wishes.sends(meant), not wishes.is_held), remote.direction)
            answered.append(with_role(with_direction(with_setup(section, role), wanted), meant))
        return answered

    def _first_words(self, text: str) -> str:
        """Return aiortc's description, with a word that candidates may follow while servers are asked."""
        if not self._connection.ice.is_gathering:
            return text
        head, sections = split_text(text)
        return head + "".join(one if is_rejected(one) else as_unfinished(one) for one in sections)

    def _offer_again(self, wishes: Wishes, ice: IceDescription | None) -> str:
        head, sections = split_text(self._local)
        sections = self._with_mids(sections)
        missing = [role for role in wishes.offered_roles if not self.is_accepted(role)]
        said: list[str] = []
        for index, (section, role) in enumerate(zip(sections, self._spoken_roles(), strict=True)):
            known = self._known_to_aiortc(index) if role in missing else ""
            if index in self._ledger.live and role in wishes.accepted_roles:
                said.append(_offered(section, self._wanted(role, wishes)))
            elif (wanted := self._members.offered_direction(index, is_held=wishes.is_held)) is not None:
                said.append(_offered(section, wanted))
            elif known:
                missing.remove(role)
                said.append(_offered(with_role(known, role), self._wanted(role, wishes)))
            else:
                said.append(rejected(self._said[index]))
        added: list[str] = []
        for role in missing:
            section = with_role(self._describe_added(role, said, len(added)), role)
            added.append(_offered(section, self._wanted(role, wishes)))
            said.append(added[-1])
        text = _bundled(head, said)
        if (used := ice or self._local_ice) is not None:
            text = _with_ice(text, used)
        self._open = _Open(self._origin.stamp(text), tuple(added), ice=ice)
        self._apply(is_receiving=not wishes.is_held)
        return self._open.text

    def _with_mids(self, sections: list[str]) -> list[str]:
        """Return our ``sections`` with a mid for each in use if any has one: an offer had left some out."""
        if not any(mid_of(sections[index]) for index in self._ledger.live):
            return sections
        mids = {index: self._ledger.presented[place].mid for index, place in self._ledger.live.items()}
        return [
            one + f"a=mid:{mids[index]}\r\n" if index in mids and not mid_of(one) else one
            for index, one in enumerate(sections)
        ]

    def _wanted(self, role: str, wishes: Wishes) -> str:
        """Return the direction to offer: to a held end nothing, from an end that holds everything."""
        return direction_of(wishes.sends(role) and not self.remote_hold, not wishes.is_held)

    def _spoken_roles(self) -> list[str]:
        """Return what the sections that were said last are for."""
        return self._ledger.roles(parse_description(self._local))

    def _known_to_aiortc(self, index: int) -> str:
        """Return our section as aiortc last had it for a place that is not in use; empty if it had none."""
        place = self._ledger.known_places().get(index)
        if place is None or place in self._ledger.live.values():
            return ""
        return split_text(self._connection.localDescription.sdp)[1][place]

    def _describe_added(self, role: str, said: list[str], before: int) -> str:
        """Return a section for a ``role`` that aiortc has none of, with ``before`` others of that sort."""
        transceiver = self._transceivers.add(role)
        spoken = parse_description("v=0\r\n" + "".join(said)).sections
        return self._connection.describe_added(transceiver, spoken, len(self._ledger.presented) + before)

    async def _renegotiate(self, was: _Open, answer: str) -> None:
        """Give aiortc an offer of ours together with its answer."""
        head, sections = split_text(self._connection.localDescription.sdp)
        sections += was.added
        seen = self._ledger.take_answer(answer, was.text, added=len(was.added))
        offer = with_bundle(head, [mid_of(one) for one in sections]) + "".join(sections)
        await self._connection.setLocalDescription(RTCSessionDescription(offer, "offer"))
        await self._set_remote(seen, "answer")
        self._transceivers.prepare(self._ledger)
        self._is_torn = False

    async def _set_remote(self, sdp: str, type_: str) -> None:
        with self._refusing():
            await self._connection.setRemoteDescription(RTCSessionDescription(sdp=sdp, type=type_))
        self._raise_if_closed()

    async def _plain_answer(self) -> str:
        """Return aiortc's answer; an offer that it took and cannot answer is refused, too."""
        with self._refusing():
            await self._connection.setLocalDescription(await self._connection.createAnswer())
        return self._connection.localDescription.sdp

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Turn whatever aiortc raises over a description into the other end's fault, unless we closed."""
        try:
            yield
        except Exception as error:
            self._raise_if_closed()
            raise SdpError(f"{type(error).__name__}: {error}") from error

    @contextmanager
    def _or_as_before(self) -> Iterator[None]:
        """Let a description that is refused in a call leave nothing behind, neither here nor at aiortc."""
        ledger, transceivers = self._ledger.copy(), self._transceivers.before()
        descriptions = self._connection.descriptions()
        try:
            yield
        except SdpError:
            if self.is_settled:
                self._ledger = ledger
                self._transceivers.go_back(transceivers)
                self._connection.go_back(descriptions)
                self._is_torn = True
            raise

    def _apply(self, *, is_receiving: bool = False) -> None:
        """Send and receive what was agreed; receive more if an open offer allows the other end to send it."""
        used = {role: self.transceiver(role) for role in ROLES}
        for role, transceiver in used.items():
            if transceiver is not None:
                direction = self.direction(role)
                direction = direction_of(sends(direction), receives(direction) or is_receiving)
                self._connection.set_direction(transceiver, direction)
        for transceiver in self._connection.getTransceivers():
            if transceiver.mid is not None and transceiver not in used.values():
                self._connection.set_direction(transceiver, "inactive")
        self._members.apply()
        self._connection.connect_soon()

    def _remote_sections(self) -> tuple[Section, ...]:
        assert self._ledger.remote is not None
        return self._ledger.remote.sections


def _parsed(section: str) -> Section:
    return parse_description("v=0\r\n" + section).sections[0]


def _with_events_offered(sections: list[str]) -> list[str]:
    """Return our first ``sections`` with telephone events beside sound."""
    parsed = [_parsed(one) for one in sections]
    taken = {int(number) for section in parsed for number in section.formats if number.isdecimal()}
    return [
        with_events(text, types_to_offer(section, taken)) if section.kind == "audio" else text
        for text, section in zip(sections, parsed, strict=True)
    ]


def _offered(section: str, direction: str) -> str:
    """Return a section of ours as it is offered (RFC 8842 section 5.2)."""
    return with_setup(with_direction(section, direction), "actpass")


def _bundled(head: str, sections: list[str]) -> str:
    """Return a description of ours in which all sections that are not rejected share one transport."""
    mids = [mid for one in sections if (mid := mid_of(one)) and not is_rejected(one)]
    return with_bundle(head, mids) + "".join(sections)


def _with_ice(text: str, described: IceDescription) -> str:
    """Return a description of ours with these credentials and candidates."""
    head, sections = split_text(text)
    return head + "".join(one if is_rejected(one) else with_ice(one, described) for one in sections)
