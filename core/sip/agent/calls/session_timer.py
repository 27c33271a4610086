"""Noticing that the other side of a call is gone: the session is refreshed, or it is over (RFC 4028).

Whoever refreshes does it at half of the interval, by UPDATE where the other side takes it, else by the last
description once more. Without a refresh the call ends a little before the interval does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.sip.agent.exchange import LocalFailure
from core.sip.dialogs.session_expires import (
    LEAST_SECONDS,
    LONGEST_SECONDS,
    USUAL_SECONDS,
    SessionExpires,
    least_of,
)
from core.sip.messages import Message, ParseError, Request, Response

if TYPE_CHECKING:
    from core.sip.agent.invite_session import InviteSession

RETRY_PART = 8
"""A refresh that failed is tried again after this part of the interval."""

MARGIN = 32.0
"""Seconds before the end of the interval at which the call is given up (RFC 4028 10)."""

Header = tuple[str, str]


class SessionTimer:
    """The interval of one session and who refreshes; off until both sides agreed on it."""

    def __init__(self, session: InviteSession) -> None:
        self._session = session
        self._seconds = 0
        self._least = LEAST_SECONDS
        self._is_ours = False
        self._due: float | None = None
        self._end_at: float | None = None
        self._takes_update = False
        self._description = (b"", "")

    @property
    def is_on(self) -> bool:
        """Whether both sides agreed on an interval."""
        return self._end_at is not None

    @property
    def is_ours(self) -> bool:
        """Whether it is we who refresh."""
        return self._is_ours

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` is due, or None."""
        return min((at for at in (self._due, self._end_at) if at is not None), default=None)

    def handle_timer(self, now: float) -> None:
        """Refresh, or end a call that was not refreshed."""
        if self._end_at is not None and self._end_at <= now:
            self._give_up(now)
        elif self._due is not None and self._due <= now:
            self._due = now + self._seconds / RETRY_PART
            self._refresh(now)

    def _give_up(self, now: float) -> None:
        """End the call, unless it is we who cannot be reached: what the two say to each other may go on."""
        if self._session.agent.is_connected:
            self.stop()
            self._session.expire(now)
            return
        self._end_at = now + MARGIN
        self._due = now + MARGIN / 2 if self._is_ours else None

    def describe(self, body: bytes, content_type: str) -> None:
        """Remember the description that the other side has of us; an empty one changes nothing."""
        self._description = (body, content_type) if body else self._description

    def stop(self) -> None:
        """Be off: the call is over, or the other side does not want it."""
        self._due, self._end_at = None, None

    # --- what we ask ----------------------------------------------------------------------------------

    def asking(self) -> list[Header]:
        """Return what our INVITE or UPDATE says of the interval."""
        refresher = ("uac" if self._is_ours else "uas") if self.is_on else ""
        seconds = self._seconds if self.is_on else max(USUAL_SECONDS, self._least)
        least = [("Min-SE", str(self._least))] if self._least > LEAST_SECONDS else []
        return [("Session-Expires", str(SessionExpires(seconds, refresher))), *least]

    def asked_for_more(self, response: Response) -> bool:
        """Take the Min-SE of a 422; False if asking once more makes no sense."""
        least = least_of(response)
        if response.status != 422 or least is None or least <= self._least:
            return False
        self._least, self._seconds = least, max(self._seconds, least)
        return True

    def take_answer(self, response: Response, now: float) -> None:
        """Follow the 2xx to our INVITE or UPDATE (RFC 4028 7.2); without an interval there is none."""
        self._look_at(response)
        try:
            said = SessionExpires.of(response)
        except ParseError:
            self._session.agent.count("bad Session-Expires")
            said = None
        if said is None:
            self.stop()
        else:
            self._start(said.seconds, now, is_ours=said.refresher != "uas")

    # --- what they ask --------------------------------------------------------------------------------

    def take_request(self, request: Request, now: float) -> list[Header]:
        """Follow their INVITE or UPDATE and return what the 2xx says (RFC 4028 9)."""
        self._look_at(request)
        said, knows = SessionExpires.of(request), request.supports("timer")
        if said is None and not knows:
            self.stop()
            return []
        seconds = USUAL_SECONDS if said is None else said.seconds
        chosen = "uac" if said is None else said.refresher or "uac"
        refresher = chosen if knows else "uas"
        self._start(seconds, now, is_ours=refresher == "uas")
        require = [("Require", "timer")] if refresher == "uac" else []
        return [("Session-Expires", str(SessionExpires(self._seconds, refresher))), *require]

    # --- inside ---------------------------------------------------------------------------------------

    def _look_at(self, message: Message) -> None:
        allowed = message.tokens("allow")
        self._takes_update = "UPDATE" in allowed if allowed else self._takes_update

    def _start(self, seconds: int, now: float, *, is_ours: bool) -> None:
        self._seconds = min(max(seconds, LEAST_SECONDS), LONGEST_SECONDS)
        self._is_ours = is_ours
        self._due = now + self._seconds / 2 if is_ours else None
        self._end_at = now + self._seconds - min(MARGIN, self._seconds / 3)

    def _refresh(self, now: float) -> None:
        session, dialog = self._session, self._session.dialog
        if dialog is None or not session.is_established or not session.agent.is_connected:
            return
        if not self._takes_update:
            self._repeat_description(now)
            return
        headers: list[tuple[str, object]] = [("Contact", session.agent.contact)]
        headers += [*session.agent.capabilities(), *self.asking()]
        session.requests.send(dialog, "UPDATE", now, headers, on_final=self._refreshed)

    def _repeat_description(self, now: float) -> None:
        body, content_type = self._description
        if body:
            self._session.reinvites.refresh(body, content_type, now)
        else:
            self.stop()

    def _refreshed(self, response: Response, now: float) -> None:
        if self._session.is_ended or isinstance(response, LocalFailure):
            return
        if response.is_success:
            if self._session.dialog is not None:
                self._session.dialog.refresh_target(response)
            self.take_answer(response, now)
        elif self.asked_for_more(response):
            self._due = now
        elif response.status in {405, 501}:
            self._takes_update, self._due = False, now


def interval_problem(request: Request) -> ParseError | None:
    """Return the 422 an INVITE or UPDATE is owed that wants to be refreshed too often, or None."""
    try:
        said = SessionExpires.of(request)
    except ParseError as error:
        return error
    if said is None or said.seconds >= LEAST_SECONDS:
        return None
    least = (("Min-SE", str(LEAST_SECONDS)),)
    return ParseError("Session Interval Too Small", status=422, extra_headers=least)
