"""One call's leg over SIP: between an ``InviteSession`` and its call."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from core.calling.machine import events
from core.calling.ports import Invitation, Leg, LegObserver
from core.calling.signalling.target_uris import address_of, target_uri
from core.calling.targets import Target
from core.sentences import sentence
from core.sip.agent.events import (
    AckReceived,
    AgentEvent,
    EndedHow,
    InfoReceived,
    InviteAccepted,
    InviteProgress,
    InviteRejected,
    MessageReceived,
    NotifyReceived,
    ReferAnswered,
    ReferProgress,
    ReferReceived,
    ReinviteAnswered,
    ReinviteFailed,
    ReinviteReceived,
    RequestAnswered,
    SessionEnded,
)
from core.sip.agent.invite_session import InviteSession
from core.sip.agent.subscriptions.subscription import Subscription
from core.sip.call_headers import FIELD, decode_headers, read_plain_headers
from core.sip.dialogs.dialog import is_focus
from core.sip.dialogs.replaces import Replaces
from core.sip.messages import NameAddr, ParseError, Reason, SipError, Uri, reason_phrase
from core.sip.private_names import ACCOUNT_HEADER, OUR_REASON, UNVERIFIED_HEADER
from core.trust import path_header
from core.trust.path_header import Path

log = logging.getLogger(__name__)

_ASSERTED = "P-Asserted-Identity"
_NAME_LIMIT = 100
_SENTENCE_LIMIT = 200
_EARLY_DIALOG_OVER = 199
_LONGEST_SENTENCE = 200
_SENTENCES = {
    EndedHow.FLOW_LOST: sentence("The connection to the call service broke while the call was being set up."),
    EndedHow.FAILED: sentence("The other side no longer knows of this call."),
    EndedHow.TIMEOUT: sentence("The other side did not confirm the call in time."),
}


@dataclass(frozen=True, slots=True)
class Takeover:
    """A call over there that one of ours is to take over: what to call, and what it replaces (RFC 3891)."""

    uri: Uri
    replaces: Replaces


class SipWire(Protocol):
    """What a leg needs of its link."""

    @property
    def domain(self) -> str:
        """The domain of the service's users."""

    @property
    def tells_path(self) -> bool:
        """Whether the service keeps ``P-Ahoy-Path`` to itself, so that it can be believed."""

    @property
    def is_protected(self) -> bool:
        """Whether messages reach the service by TLS, or never leave this machine."""

    def now(self) -> float:
        """Return the monotonic second."""

    def pump(self) -> None:
        """Send what the user agent has to send."""

    def follow_conference(self, target: Uri, leg: SipLeg) -> Subscription | None:
        """Subscribe to the conference at ``target``; ``leg.notified`` is told. None: it cannot be."""

    def bye(self, session: InviteSession, reason: Reason | None = None) -> None:
        """Hang up, after the reconnection if there is no connection now."""


class SipLeg:
    """See ``core.calling.ports.Leg``."""

    def __init__(self, wire: SipWire, session: InviteSession, observer: LegObserver | None = None) -> None:
        self.session = session
        self.observer = observer
        self._wire = wire
        self._was_accepted = False
        self._following: Subscription | None = None
        # Of a call of ours it is in the answer; our own INVITE has none.
        self._path = session.request.headers.get(path_header.HEADER) or ""
        self.is_to_number = False
        """Whether the call service itself answers for the other side: its words are shown to the person."""

    @property
    def call_id(self) -> str:
        """Its Call-ID."""
        return self.session.call_id

    @property
    def path(self) -> Path | None:
        """What the call service says of the media's way; None where it has no say in the header."""
        return Path.parse(self._path) if self._wire.tells_path else None

    @property
    def is_protected(self) -> bool:
        """Whether descriptions reach the service by TLS, or never leave this machine."""
        return self._wire.is_protected

    def ring(self) -> None:
        """Say 180."""
        self._done("180", self.session.ring(self._wire.now()))

    def accept(self, answer: str) -> None:
        """Say 200 with our SDP."""
        self._was_accepted = True
        self._done("200", self.session.accept(answer.encode(), self._wire.now()))

    def reject(self, status: int) -> None:
        """Refuse the call."""
        self._done(str(status), self.session.reject(status, self._wire.now()))

    def cancel(self, cause: int) -> None:
        """Withdraw our call."""
        self._done("CANCEL", self.session.cancel(self._wire.now(), Reason("SIP", cause)))

    def bye(self, cause: int | None = None) -> None:
        """Hang up."""
        self._wire.bye(self.session, Reason("SIP", cause) if cause is not None else None)

    def reoffer(self, offer: str) -> None:
        """Send a re-INVITE."""
        if not self.session.reinvite(offer.encode(), self._wire.now()) and self.observer is not None:
            self.observer.handle(events.ReofferRefused(at=self._wire.now(), status=481))
        self._wire.pump()

    def withdraw_reoffer(self) -> None:
        """Do not repeat a re-INVITE that met one of the other side's."""
        self.session.withdraw_reinvite()

    def answer_reoffer(self, answer: str) -> None:
        """Say 200 to a re-INVITE."""
        self._done("200", self.session.answer_reinvite(answer.encode(), self._wire.now()))

    def reject_reoffer(self, status: int) -> None:
        """Refuse a re-INVITE."""
        self._done(str(status), self.session.reject_reinvite(status, self._wire.now()))

    def inform(self, content_type: str, body: bytes, headers: Mapping[str, str] = {}) -> None:
        """Send INFO; one of a package that the other side does not take is left out (RFC 6086 4.2.2)."""
        package = headers.get("Info-Package")
        if package is not None and not self.takes_info(package):
            log.debug("call %s: the other side takes no INFO of %s", self.session.call_id, package)
            return
        self._done("INFO", self.session.info(content_type, body, self._wire.now(), tuple(headers.items())))

    def takes_info(self, package: str) -> bool:
        """Return whether the other side takes INFO of this package."""
        dialog = self.session.dialog
        return dialog is None or package.lower() in dialog.remote_packages

    def address_of(self, uri: str) -> str:
        """Return a SIP URI as the calling API writes it; empty for what is none."""
        try:
            return address_of(Uri.parse(uri), self._wire.domain)
        except SipError:
            return ""

    @property
    def is_focus(self) -> bool:
        """Whether the other side is a conference room."""
        return self.session.dialog is not None and self.session.dialog.is_focus

    def follow_conference(self) -> None:
        """Be told who is in the conference at the other side, from the whole state on."""
        self.unfollow_conference()
        dialog = self.session.dialog
        if dialog is not None:
            self._following = self._wire.follow_conference(dialog.remote_target.having(headers=()), self)

    def unfollow_conference(self) -> None:
        """Be told no more."""
        following, self._following = self._following, None
        if following is not None and not following.is_over:
            following.end(self._wire.now())
            self._wire.pump()

    def notified(self, subscription: Subscription, content_type: str, body: bytes) -> None:
        """Take what a subscription of ours tells."""
        if subscription is self._following and self.observer is not None and body:
            self.observer.told("NOTIFY", content_type, body)

    def allows(self, method: str) -> bool:
        """Return whether the other side takes ``method``, as far as it says."""
        methods = self.session.dialog.remote_methods if self.session.dialog is not None else None
        return methods is None or method in methods

    def refer(self, target: Target, replaces: Leg | None = None) -> None:
        """Ask the other side to call somebody."""
        was_sent = False
        try:
            uri = replaced_uri(replaces) if replaces is not None else target_uri(target, self._wire.domain)
            name = _remote_name(replaces) if replaces is not None else ""
            was_sent = uri is not None and self.session.refer(NameAddr(uri, name), self._wire.now())
        except SipError as error:
            log.info("call %s: nobody can be sent there: %s", self.session.call_id, error)
        if not was_sent and self.observer is not None:
            self.observer.handle(events.ReferAnswered(at=self._wire.now(), status=481))
        self._wire.pump()

    def accept_refer(self) -> None:
        """Say 202 to a REFER."""
        self._done("202", self.session.accept_refer(self._wire.now()))

    def reject_refer(self, status: int) -> None:
        """Refuse a REFER."""
        self._done(str(status), self.session.reject_refer(status, self._wire.now()))

    def notify_refer(self, status: int) -> None:
        """Tell how far the call is that the other side asked for."""
        reason = reason_phrase(status)
        self._done("NOTIFY", self.session.notify_refer(status, reason, self._wire.now()))

    def take(self, event: AgentEvent) -> None:
        """Translate what the user agent says of this session for the call."""
        observer = self.observer
        if observer is None:
            return
        if (dialog := self.session.dialog) is not None and (name := _shown_name(dialog.remote_name)):
            observer.named(name)
        at = observer.now()
        match event:
            case InviteProgress(status=status, body=body):
                if status == 180:
                    observer.handle(events.RingingReceived(at=at))
                elif status != _EARLY_DIALOG_OVER:
                    # 110 is of a service that wakes a device by push; what is unknown counts as 183.
                    observer.handle(events.ProgressReceived(at=at))
                if body:
                    observer.handle(events.EarlyAnswerReceived(at=at, answer=_text(body)))
            case InviteAccepted(body=body, headers=headers):
                self._was_accepted = True
                self._path = headers.get(path_header.HEADER) or ""
                observer.handle(events.AcceptReceived(at=at, answer=_text(body)))
            case InviteRejected(status=status, reason=reason, reason_header=header):
                told = _sentence(header) if self.is_to_number else ""
                observer.handle(
                    events.RejectReceived(
                        at=at, status=status, reason=reason, cause=_cause(header), sentence=told
                    )
                )
            case ReinviteReceived(body=body):
                observer.handle(events.ReofferReceived(at=at, offer=_text(body)))
            case ReinviteAnswered(body=body):
                observer.handle(events.ReofferAnswered(at=at, answer=_text(body)))
            case ReinviteFailed(status=status):
                observer.handle(events.ReofferRefused(at=at, status=status))
            case AckReceived(body=body):
                if body:
                    observer.handle(events.AckReceived(at=at, answer=_text(body)))
                observer.confirmed()
            case ReferAnswered(status=status):
                observer.handle(events.ReferAnswered(at=at, status=status))
            case ReferProgress(status=status, reason=reason, is_final=is_final):
                sentence = _shown_name(reason, _SENTENCE_LIMIT) if reason.endswith(".") else ""
                observer.handle(
                    events.ReferProgressed(at=at, status=status, is_final=is_final, sentence=sentence)
                )
            case ReferReceived():
                observer.handle(self._referral(event, at))
            case InfoReceived(content_type=content_type, body=body, package=package, headers=headers):
                if package == path_header.INFO_PACKAGE:
                    self._path = headers.get(path_header.HEADER) or ""
                observer.informed(content_type, body)
            case MessageReceived(content_type=content_type, body=body):
                observer.told("MESSAGE", content_type, body)
            case NotifyReceived(content_type=content_type, body=body):
                observer.told("NOTIFY", content_type, body)
            case RequestAnswered(method="INFO", status=status) if status >= 300:
                observer.info_refused(status)
            case SessionEnded():
                self._take_end(observer, at, event)

    def _referral(self, event: ReferReceived, at: float) -> events.ReferReceived:
        uri = event.refer_to.uri.having(headers=())
        by = str(event.referred_by) if event.referred_by is not None else ""
        takeover = Takeover(uri, event.replaces) if event.replaces is not None else None
        target = address_of(uri, self._wire.domain) if uri.is_sip else str(uri)
        name = _shown_name(event.refer_to.display_name)
        return events.ReferReceived(at=at, target=target, target_name=name, replaces=takeover, referred_by=by)

    def _take_end(self, observer: LegObserver, at: float, event: SessionEnded) -> None:
        match event.how:
            case EndedHow.REMOTE_BYE:
                observer.handle(events.ByeReceived(at=at, cause=_cause(event.reason_header)))
            case EndedHow.REMOTE_CANCEL:
                observer.handle(events.CancelReceived(at=at, cause=_cause(event.reason_header)))
            case EndedHow.TIMEOUT if not self._was_accepted:
                observer.handle(events.RejectReceived(at=at, status=408))
            case EndedHow.FLOW_LOST | EndedHow.FAILED | EndedHow.TIMEOUT:
                observer.handle(events.SignallingFailed(at=at, reason=_SENTENCES[event.how]))
            case _:
                log.debug("call %s: %s", self.session.call_id, event.how.value)

    def _done(self, what: str, was_done: bool) -> None:
        if not was_done:
            log.info("call %s: %s comes too late", self.session.call_id, what)
        self._wire.pump()


def replaced_uri(leg: Leg) -> Uri | None:
    """Return how somebody else calls the other side of ``leg`` to take it over; None without a dialog.

    The very device is named if its address is good for others (RFC 5627 GRUU); if not, its user is, and the
    devices that do not have the call refuse. Who called us is named as the service knows them: a machine
    nearby calls itself by a domain that means nothing elsewhere.
    """
    assert isinstance(leg, SipLeg)
    dialog, replaces = leg.session.dialog, leg.session.as_replaced()
    if dialog is None or replaces is None:
        return None
    is_public = "gr" in dialog.remote_target.params
    known = _asserted(leg.session.request.headers.get(_ASSERTED)) or dialog.remote.uri
    return replaces.added_to(dialog.remote_target if is_public else known.having(headers=()))


def _remote_name(leg: Leg) -> str:
    """Return what the other side of ``leg`` calls itself."""
    assert isinstance(leg, SipLeg)
    dialog = leg.session.dialog
    said = dialog.remote_name if dialog is not None else ""
    return _shown_name(said or leg.session.remote.display_name)


def read_invitation(session: InviteSession, domain: str, replaced: InviteSession | None = None) -> Invitation:
    """Return what the INVITE of ``session`` says; a caller of another domain is named with that domain.

    The service's word counts before the caller's own: P-Asserted-Identity (RFC 3325) is who calls, and
    P-Ahoy-Unverified says that a machine nearby vouches for its name and nobody else.
    """
    headers = session.request.headers
    uri = _asserted(headers.get(_ASSERTED)) or session.remote.uri
    user, host = uri.unescaped_user or "", uri.host.lower()
    is_ours = host == domain.lower()
    return Invitation(
        call_id=session.call_id,
        user_id=user if is_ours and user else f"{user}@{host}" if user else host,
        offer=_text(session.request.body),
        display_name=_shown_name(session.remote.display_name),
        headers=decode_headers(headers.get(FIELD))
        if FIELD in headers
        else read_plain_headers(headers.items()),
        is_verified=headers.get(UNVERIFIED_HEADER) is None,
        account_id=_account_id(headers.get(ACCOUNT_HEADER) or "") if UNVERIFIED_HEADER in headers else "",
        is_focus=is_focus(session.request),
        replaces=replaced.context if replaced is not None and isinstance(replaced.context, SipLeg) else None,
        referred_by=str(session.referred_by or ""),
    )


def _application_headers(session: InviteSession) -> dict[str, str]:
    headers = session.request.headers
    encoded = headers.get(FIELD)
    return decode_headers(encoded) if encoded is not None else read_plain_headers(headers.items())


def _account_id(text: str) -> str:
    return text if len(text) <= 32 and text.isascii() and text.isprintable() else ""


def _shown_name(text: str, limit: int = _NAME_LIMIT) -> str:
    return "".join(c for c in text if c.isprintable())[:limit].strip()


def _asserted(value: str | None) -> Uri | None:
    if value is None:
        return None
    try:
        uri = NameAddr.parse(value).uri
    except ParseError:
        log.info("an asserted identity that cannot be read is left out")
        return None
    return uri if uri.is_sip else None


def _cause(reason: Reason | None) -> int | None:
    return reason.cause if reason is not None and reason.protocol.upper() == "SIP" else None


def _sentence(reason: Reason | None) -> str:
    """Return what the call service says to the person, of one line and not too long."""
    if reason is None or reason.protocol.lower() != OUR_REASON.lower():
        return ""
    return _shown_name(reason.text, _LONGEST_SENTENCE)


def _text(body: bytes) -> str:
    return body.decode("utf-8", errors="replace")
