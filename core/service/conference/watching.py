"""Those who watch a room by SUBSCRIBE: members of it, with any program that knows RFC 4575."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from core.service.conference.calls.joiner import joiner_of
from core.service.conference.open_room import OpenRoom, RoomKey
from core.service.conference.state.room import Member, Room
from core.service.routing.endpoints import ROOMS
from core.service.routing.room_addresses import room_uri
from core.sip.bodies.conference_info import (
    ConferenceEndpoint,
    ConferenceInfo,
    ConferenceUser,
    EndpointStatus,
    by_person,
)
from core.sip.bodies.room_events import Presence
from core.sip.events.conference_agent import ConferenceAgent
from core.sip.events.state_agent import Notify
from core.sip.ids import Ids
from core.sip.messages import (
    IllegalValue,
    NameAddr,
    Parameters,
    ParseError,
    Request,
    Response,
    Uri,
    response_to,
)
from core.sip.transactions.layer import TransactionLayer
from core.sip.transactions.transaction import (
    RequestFailed,
    RequestReceived,
    RequestTimedOut,
    ResponseReceived,
    ServerTransaction,
    TransactionEvent,
)

_FLOW = 0


class Watching:
    """Answers SUBSCRIBE and sends NOTIFY, on the service's loop. ``send`` hands a message to the exchange."""

    def __init__(
        self,
        ids: Ids,
        domain: str,
        send: Callable[[bytes], None],
        rooms: Mapping[RoomKey, OpenRoom],
    ) -> None:
        host = ids.host_label()
        contact = NameAddr(Uri("sip", ROOMS.user, host), params=Parameters((("isfocus", None),)))
        self._domain = domain
        self._ids = ids
        self._send = send
        self._rooms = rooms
        self._layer = TransactionLayer(ids=ids, sent_by=host)
        self._agent = ConferenceAgent(ids, contact)
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def watches(self) -> int:
        """How many subscriptions there are."""
        return self._agent.watches

    def takes(self, message: Request | Response, data: bytes) -> bool:
        """Take a message if it belongs to a subscription; return whether it does."""
        if isinstance(message, Request):
            is_ours = message.method == "SUBSCRIBE"
        else:
            is_ours = message.cseq.method == "NOTIFY"
        if not is_ours:
            return False
        self._layer.receive(data, _FLOW, self._loop.time())
        self._pump()
        return True

    def changed(self, room: OpenRoom) -> None:
        """Tell those who watch ``room``; who is in it no more has seen the last of it."""
        entity, now = _entity(room.key), self._loop.time()
        members = {_watcher(room.key, one.account) for one in room.room.members}
        for watcher in self._agent.watchers_of(entity) - members:
            self._agent.end_watch(entity, watcher, now)
        self._agent.set_known(entity, "room", info_of(room.room, self._domain), now)
        self._pump()

    def closed(self, key: RoomKey) -> None:
        """Tell those who watch a room that it is over."""
        self._agent.forget_entity(_entity(key), self._loop.time())
        self._pump()

    def stop(self) -> None:
        """Stop the clock."""
        if self._timer is not None:
            self._timer.cancel()

    # --- inside ---------------------------------------------------------------------------------------

    def _pump(self) -> None:
        now = self._loop.time()
        while events := self._layer.events():
            for event in events:
                self._handle(event, now)
            self._notify(now)
        self._notify(now)
        for _, data in self._layer.data_to_send():
            self._send(data)
        self._set_timer()

    def _handle(self, event: TransactionEvent, now: float) -> None:
        match event:
            case RequestReceived(request, ServerTransaction() as transaction, _):
                self._layer.respond(transaction, self._answer(request, now), now)
            case ResponseReceived(response, client) if isinstance(client.context, Notify):
                if response.status >= 200:
                    self._agent.notified(client.context.key, response.status, now)
            case RequestTimedOut(client) | RequestFailed(client, _) if isinstance(client.context, Notify):
                self._agent.notified(client.context.key, 503, now)

    def _answer(self, request: Request, now: float) -> Response:
        if request.to.tag is not None:
            return self._answer_inside(request, now)
        joiner = joiner_of(request, None)
        key = (joiner.application, joiner.room) if joiner is not None else ("", "")
        room = self._rooms.get(key)
        user = _user_of(request)
        if room is None:
            return response_to(request, 404, to_tag=self._ids.tag())
        if not any(one.account == user for one in room.room.members):
            return self._refused(request)
        return self._agent.receive(request, _entity(key), _watcher(key, user), now)

    def _answer_inside(self, request: Request, now: float) -> Response:
        """Answer what renews a subscription, or begins one in the dialog of a member's call."""
        if watcher := self._agent.watcher_of(request):
            return self._agent.receive(request, "", watcher, now)
        for room in self._rooms.values():
            for call in room.calls.values():
                if (dialog := call.dialog_of(request)) is None:
                    continue
                member = room.room.member(call.id)
                if member is None or not member.account:
                    return self._refused(request)
                watcher = _watcher(room.key, member.account)
                return self._agent.receive(request, _entity(room.key), watcher, now, dialog)
        return self._agent.receive(request, "", "", now)

    def _refused(self, request: Request) -> Response:
        return response_to(request, 403, "For members of the room", to_tag=self._ids.tag())

    def _notify(self, now: float) -> None:
        for notify in self._agent.notifies():
            self._layer.send_request(notify.request, _FLOW, now).context = notify

    def _set_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        dues = (self._layer.next_timer(), self._agent.next_timer())
        due = min((at for at in dues if at is not None), default=None)
        self._timer = self._loop.call_at(due, self._timer_due) if due is not None else None

    def _timer_due(self) -> None:
        now = self._loop.time()
        self._layer.handle_timer(now)
        self._agent.handle_timer(now)
        self._pump()


def info_of(room: Room, domain: str) -> ConferenceInfo:
    """Return a room as RFC 4575 says it."""
    users = by_person(_user(member, room) for member in room.members)
    return ConferenceInfo(str(room_uri(room.id, domain)), users, room.id, room.locked)


def _user(member: Member, room: Room) -> ConferenceUser:
    status = {
        Presence.RINGING: EndpointStatus.ALERTING,
        Presence.AWAY: EndpointStatus.PENDING,
    }.get(member.presence, EndpointStatus.MUTED if member.is_silenced else EndpointStatus.CONNECTED)
    endpoint = ConferenceEndpoint(f"urn:member:{member.id}", status, (("video", member.id),))
    roles = ("moderator",) if member.id == room.host else ("participant",)
    entity = member.address or f"sip:anonymous-{member.id}@anonymous.invalid"
    return ConferenceUser(entity, member.name, roles, (endpoint,))


def _entity(key: RoomKey) -> str:
    return f"{key[0]} {key[1]}"


def _watcher(key: RoomKey, account: str) -> str:
    return f"{key[0]} {account}"


def _user_of(request: Request) -> str:
    """Return the user that the router has let through: From is always the own address."""
    try:
        return request.from_.uri.unescaped_user or ""
    except (ParseError, IllegalValue):
        return ""
