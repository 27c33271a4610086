"""Transfers through the gateway (RFC 3515, RFC 3891): one side asks, the end on the other calls elsewhere.

The gateway itself calls nobody for such a REFER: the end that is sent does, in its own name and at its own
cost, a client after its person was asked. (A trunk would do so at ours: see ``handover``.) What is named is
put into the words of the other side: users are reached at this gateway's address, and a call that is
to be replaced is known there by another dialog. Numbers of the telephone network are refused in both
directions: who sends is not who would pay.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.identity.names import is_user_id
from core.service.gateway.call_headers import is_too_long
from core.service.gateway.calls.reoffers import End, Side
from core.sip.agent.events import ReferAnswered, ReferProgress, ReferReceived
from core.sip.dialogs.replaces import Replaces
from core.sip.messages import NameAddr, Parameters, ParseError, Request, Uri

if TYPE_CHECKING:
    from core.service.gateway.calls.call import GatewayCall

log = logging.getLogger(__name__)

FORBIDDEN, NOT_TAKEN, BUSY, DECLINED, NO_WORD = 403, 405, 491, 603, 408
ENDS_A_CALL = frozenset({401, 404, 407, 408, 410, 416, 481, 482, 483, 484, 485, 502, 604})
"""Answers with which a dialog is over (RFC 5057), or that ask for a password: not for a REFER."""

_TRYING = 100
TransferEvent = ReferReceived | ReferAnswered | ReferProgress


class TransferRefused(Exception):
    """A transfer is not made, for this status."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True, slots=True)
class TransferTargets:
    """What the other side is told of whom to call. ``is_ours`` knows the addresses of this service.

    ``takes_calls``: users of this service are reached from outside. ``bills_us``: the other side is a trunk,
    at our cost whomever it calls: it is sent nowhere itself.
    """

    calls: Callable[[], Iterable[GatewayCall]]
    is_ours: Callable[[Uri], bool]
    domain: str
    takes_calls: bool
    bills_us: bool = False

    def target(self, asked: ReferReceived, asker: Side, end: End) -> NameAddr:
        """Return whom ``end`` is asked to call, since ``asker`` asked for that. Raises TransferRefused."""
        name = asked.refer_to.display_name
        if self.bills_us and asker is Side.CLIENT:
            raise TransferRefused(FORBIDDEN, "nobody sends a trunk elsewhere")
        if asked.replaces is not None:
            return NameAddr(self.taken_over(asked.replaces, asker), name)
        uri = asked.refer_to.uri
        if uri.scheme not in ("sip", "sips") or uri.params.get("user") == "phone":
            raise TransferRefused(FORBIDDEN, "nobody is sent to a number")
        if is_too_long(uri):
            raise TransferRefused(FORBIDDEN, "the address is too long")
        return NameAddr(self._user(uri, asker, end) if self.is_ours(uri) else _bare(uri), name)

    def taken_over(self, replaces: Replaces, asker: Side) -> Uri:
        """Return how the other side calls whoever is in the call that ``replaces`` names on this one.

        Raises TransferRefused.
        """
        for call in self.calls():
            here, there = call.end(asker), call.end(asker.other)
            if here is None or there is None or not there.session.is_established:
                continue
            session, dialog = here.session, there.session.dialog
            named = (session.call_id, session.local_tag, session.remote_tag)
            theirs = there.session.as_replaced()
            if named == (replaces.call_id, replaces.to_tag, replaces.from_tag) and dialog and theirs:
                is_device = asker is Side.CLIENT or "gr" in dialog.remote_target.params
                uri = dialog.remote_target if is_device else dialog.remote.uri
                return theirs.added_to(uri.having(headers=()))
        raise TransferRefused(FORBIDDEN, "the call that is to be replaced is not one of this gateway's")

    def _user(self, uri: Uri, asker: Side, end: End) -> Uri:
        """Return the address of a user of this service on the side of ``end``."""
        user = uri.unescaped_user or ""
        if not is_user_id(user):
            raise TransferRefused(FORBIDDEN, "this is no user")
        if asker is Side.OUTSIDE:
            return Uri.for_user(user, self.domain)
        if not self.takes_calls:
            raise TransferRefused(FORBIDDEN, "users of this service are not called from outside")
        here = end.line.agent.contact.uri
        return here.having(user=Uri.for_user(user, here.host).user)


class Transfers:
    """The REFERs of one call. One at a time: a second one is told to wait."""

    def __init__(self, ends: dict[Side, End], targets: TransferTargets) -> None:
        self._ends = ends
        self._targets = targets
        self._asker: Side | None = None

    def happened(self, side: Side, event: TransferEvent) -> None:
        """Take what ``side`` says."""
        match event:
            case ReferReceived():
                self._asked(side, event)
            case ReferAnswered(status=status) if self._asker is side.other:
                self._answered(side.other, status)
            case ReferProgress(status=status, reason=reason, is_final=is_final) if self._asker is side.other:
                self._progressed(side.other, status, reason, is_final=is_final)

    def _asked(self, side: Side, event: ReferReceived) -> None:
        end, other = self._ends[side], self._ends[side.other]
        try:
            target = self._targets.target(event, side, other)
            self._pass_on(side, other, target)
        except TransferRefused as error:
            log.info("a transfer is refused: %s", error)
            end.session.reject_refer(error.status, end.line.now())
        end.line.pump()
        other.line.pump()

    def _pass_on(self, side: Side, other: End, target: NameAddr) -> None:
        if self._asker is not None:
            raise TransferRefused(BUSY, "the call is being transferred already")
        methods = other.session.dialog.remote_methods if other.session.dialog is not None else None
        if methods is not None and "REFER" not in methods:
            raise TransferRefused(NOT_TAKEN, "the other side takes no REFER")
        if not other.session.refer(target, other.line.now()):
            raise TransferRefused(FORBIDDEN, "there is no call on the other side")
        self._asker = side

    def _answered(self, asker: Side, status: int) -> None:
        end = self._ends[asker]
        if 200 <= status < 300:
            end.session.accept_refer(end.line.now())
        else:
            self._asker = None
            end.session.reject_refer(DECLINED if status in ENDS_A_CALL else status, end.line.now())
        end.line.pump()

    def _progressed(self, asker: Side, status: int, reason: str, *, is_final: bool) -> None:
        if status == _TRYING and not is_final:
            return  # said already, when the REFER was accepted
        end = self._ends[asker]
        if is_final:
            self._asker = None
            status, reason = (status, reason) if status >= 200 else (NO_WORD, "")
        end.session.notify_refer(status, reason, end.line.now())
        end.line.pump()


def replaced_by(request: Request) -> Replaces | None:
    """Return the call that an INVITE is to take the place of, None if none. Raises TransferRefused."""
    try:
        return Replaces.of(request)
    except ParseError as error:
        raise TransferRefused(400, str(error)) from error


def _bare(uri: Uri) -> Uri:
    """Return an address without anything but who, where and by which transport."""
    transport = uri.params.get("transport")
    params = Parameters.of(transport=transport) if transport else Parameters()
    return Uri(uri.scheme, uri.user, uri.host, uri.port, params=params)
