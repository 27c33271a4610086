"""Calls that a room makes because its host asked for them: to users, numbers and SIP addresses."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from core.identity.names import is_user_id
from core.service.agents.flow import AgentLeg
from core.service.conference.calls.member import MemberCall
from core.service.conference.open_room import OpenRoom
from core.service.conference.state.events import Called
from core.service.conference.state.room import Member
from core.service.media.refusal import MediaRefused
from core.service.routing.decisions import APPLICATION_HEADER, CALLER_HEADER
from core.service.routing.endpoints import GATEWAY, Instance
from core.service.routing.exchange import Exchange
from core.sip.agent.events import AgentEvent, InviteAccepted, InviteRejected
from core.sip.bodies.room_events import MemberKind
from core.sip.bodies.room_requests import Invite
from core.sip.ids import Ids
from core.sip.messages import IllegalValue, NameAddr, ParseError, Reason, Uri
from core.sip.private_names import OUR_REASON

log = logging.getLogger(__name__)

RINGING_SECONDS = 60.0
_NUMBER = re.compile(r"\+[0-9]{2,15}")
_SENTENCES = {
    404: "{name} cannot be found.",
    408: "{name} does not answer.",
    480: "{name} cannot be reached now.",
    486: "{name} is busy.",
    487: "{name} was called no longer.",
    600: "{name} is busy.",
    603: "{name} declined.",
}

MakeLeg = Callable[[OpenRoom, str, str, Callable[[AgentEvent], None]], AgentLeg]
"""Room, member, the name to be shown, and who hears."""


@dataclass(frozen=True, slots=True)
class Target:
    """Whom to call."""

    uri: Uri
    shown: str
    kind: MemberKind
    account: str = ""


def target_of(text: str, domain: str) -> Target | None:
    """Return whom ``text`` means: a user id, a number with ``+``, or a SIP address; None for nobody."""
    if _NUMBER.fullmatch(text):
        uri = Uri.for_user(text, domain).having_param("user", "phone")
        return Target(uri, text, MemberKind.PHONE)
    if is_user_id(text):
        return Target(Uri.for_user(text, domain), text, MemberKind.APP, text)
    try:
        uri = Uri.parse(text)
    except (ParseError, IllegalValue):
        return None
    user = uri.unescaped_user or ""
    if not uri.is_sip or not user:
        return None
    if uri.host.lower() == domain.lower():
        return target_of(user, domain) if ":" not in user else None
    return Target(uri.having(headers=()), f"{user}@{uri.host}", MemberKind.SIP)


def why_not(member: Member, status: int, header: Reason | None) -> str:
    """Return the sentence about somebody who does not come.

    Another's words are believed of a number alone, where it is our own gateway that answers: whoever else
    is called could have the room say what they like.
    """
    said = header.text if header is not None and header.protocol == OUR_REASON else ""
    if said and member.kind is MemberKind.PHONE:
        return said
    return _SENTENCES.get(status, "{name} cannot be called.").format(name=member.name)


class Invitations:
    """Makes the calls; what comes of them is told to who asked. On the service's loop only."""

    def __init__(self, make_leg: MakeLeg, exchange: Exchange, domain: str, ids: Ids) -> None:
        self._make_leg = make_leg
        self._exchange = exchange
        self._domain = domain
        self._ids = ids
        self._loop = asyncio.get_running_loop()

    def invite(self, room: OpenRoom, by: str, request: Invite) -> None:
        """Call somebody for the member ``by``, or tell it why not."""
        inviter = room.room.member(by)
        target = target_of(request.target, self._domain)
        if inviter is None:
            return
        if target is None:
            room.notify(by, f"{request.target} is nobody who can be called.")
        elif room.is_full:
            room.notify(by, "The room is full.")
        else:
            self._call(room, inviter, target, request.name)

    def _call(self, room: OpenRoom, inviter: Member, target: Target, name: str) -> None:
        member = Member(
            self._ids.call_id(),
            name or target.shown,
            str(target.uri),
            target.shown,
            target.kind,
            target.account,
            since=int(room.now()),
            was_called=True,
        )
        call: list[MemberCall] = []

        def heard(event: AgentEvent) -> None:
            self._heard(room, inviter.id, member, call[0], event)

        try:
            media = room.media.join(member.id, has_pictures=target.kind is MemberKind.APP)
        except MediaRefused as error:
            room.notify(inviter.id, error.reason)
            return
        leg = self._make_leg(room, member.id, inviter.name, heard)
        call.append(MemberCall(member.id, leg, media, room, is_told=target.kind is MemberKind.APP))
        room.coming(member, call[0])
        room.happened(Called(member))
        call[0].run(self._ring(room, inviter, target, call[0]))

    async def _ring(self, room: OpenRoom, inviter: Member, target: Target, call: MemberCall) -> None:
        try:
            offer = await call.media.offer()
        except MediaRefused as error:
            room.failed_to_come(call)
            room.notify(inviter.id, error.reason)
            return
        application = room.key[0]
        headers = (
            (APPLICATION_HEADER, application),
            (CALLER_HEADER, f"{application} {inviter.account}"),
        )
        leg = call.leg
        call.session = leg.agent.invite(NameAddr(target.uri), offer.encode(), leg.line.now(), headers=headers)
        leg.begin(call.session)
        leg.line.pump()
        await asyncio.sleep(RINGING_SECONDS)
        call.session.cancel(leg.line.now(), Reason("SIP", 408, "Nobody answered in time"))
        leg.line.pump()

    def _heard(
        self, room: OpenRoom, inviter: str, member: Member, call: MemberCall, event: AgentEvent
    ) -> None:
        match event:
            case InviteAccepted(session, body):
                endpoint = self._exchange.callee_of(session.request)
                if isinstance(endpoint, Instance) and endpoint != GATEWAY:
                    room.came_as(replace(member, account=endpoint.user, instance=endpoint.instance))
                call.run(self._accepted(call, body))
            case InviteRejected(status=status, reason_header=header):
                room.notify(inviter, why_not(member, status, header))
            case _:
                call.heard(event)

    async def _accepted(self, call: MemberCall, body: bytes) -> None:
        try:
            await call.media.take_answer(body.decode("utf-8", "replace"))
        except MediaRefused as error:
            log.info("who was invited into a room answers what does not fit: %s", error)
            call.hang_up(Reason("SIP", 488, "Not Acceptable Here"))
            return
        call.begin()
