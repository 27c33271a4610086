"""What the running app does when another program of this user asks: a pure function, and its doer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from core import commands
from core.commands import Command
from core.instance.link import Link, LinkError, LinkKind, read_link
from core.instance.messages import Refusal, RemoteCommand, Reply, Request
from core.snapshots import AppSnapshot, CallSnapshot
from ui.viewmodels.calls.call_desk import CallDesk, is_ringing_here

STANDING_SECONDS = 30.0
"""How long a verdict on a call stands that has not come yet."""
MOST_STANDING = 8

_NO_CALL = Reply("There is no call.", Refusal.NOTHING_TO_DO)
_NOTHING_RINGS = Reply("Nothing rings.", Refusal.NOTHING_TO_DO)


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done about a request; ``standing`` keeps it for a call that may come yet."""

    reply: Reply
    commands: tuple[Command, ...] = ()
    link: Link | None = None
    standing: bool = False
    quits: bool = False


def deed(request: Request, snapshot: AppSnapshot, desk: CallDesk) -> Deed:
    """Return what is done about ``request`` now."""
    match request.command:
        case RemoteCommand.SHOW:
            return _show(request)
        case RemoteCommand.DIAL:
            return _dial(request)
        case RemoteCommand.MUTE | RemoteCommand.UNMUTE | RemoteCommand.TOGGLE_MUTE:
            return _mute(request.command, desk)
        case RemoteCommand.HANG_UP:
            call = desk.active
            return (
                Deed(_NO_CALL) if call is None else Deed(Reply("Hung up."), (commands.HangUp(call.call_id),))
            )
        case RemoteCommand.ANSWER | RemoteCommand.DECLINE:
            return _verdict(request, desk)
        case RemoteCommand.STATUS:
            return Deed(Reply(_status_words(snapshot), status=status(snapshot)))
        case RemoteCommand.QUIT:
            return Deed(Reply("Ahoy ends."), quits=True)


def _show(request: Request) -> Deed:
    if not request.target:
        return Deed(Reply("The window is shown."), link=Link(LinkKind.SHOW))
    try:
        link = read_link(request.target)
    except LinkError as error:
        # The window comes all the same: a person clicked.
        return Deed(Reply(str(error), Refusal.NOT_UNDERSTOOD), link=Link(LinkKind.SHOW))
    return Deed(Reply("The link is opened."), link=link)


def _dial(request: Request) -> Deed:
    target = request.target.strip()
    if not target:
        return Deed(Reply("Say whom to call: a name, a number or an address.", Refusal.NOT_UNDERSTOOD))
    return Deed(Reply(f"“{target}” is filled in; call with a click."), link=Link(LinkKind.DIAL, target))


def _mute(command: RemoteCommand, desk: CallDesk) -> Deed:
    call = desk.active
    if call is None:
        return Deed(_NO_CALL)
    muted = not call.muted if command is RemoteCommand.TOGGLE_MUTE else command is RemoteCommand.MUTE
    return Deed(Reply("Muted." if muted else "Not muted."), (commands.SetMuted(call.call_id, muted),))


def _verdict(request: Request, desk: CallDesk) -> Deed:
    ringing = [c for c in (desk.incoming, *desk.others) if c is not None and is_ringing_here(c)]
    call = next((c for c in ringing if request.call_id in ("", c.call_id)), None)
    shown = Link(LinkKind.SHOW) if request.command is RemoteCommand.ANSWER else None
    if call is not None:
        words = "Answered." if request.command is RemoteCommand.ANSWER else "Declined."
        return Deed(Reply(words), (verdict_command(request, call),), shown)
    if request.call_id:
        return Deed(Reply("It is kept until that call comes, for half a minute."), link=shown, standing=True)
    return Deed(_NOTHING_RINGS)


def verdict_command(request: Request, call: CallSnapshot) -> Command:
    """Return the command that answers or declines ``call`` as ``request`` says."""
    if request.command is RemoteCommand.DECLINE:
        return commands.HangUp(call.call_id)
    return commands.AnswerCall(call.call_id, call.video if request.video is None else request.video)


def status(snapshot: AppSnapshot) -> dict[str, Any]:
    """Return how the app is, for other programs."""
    return {
        "service": snapshot.service.state.value,
        "message": snapshot.service.message,
        "user": snapshot.profile.user_id,
        "doNotDisturb": snapshot.profile.do_not_disturb,
        "missedCalls": snapshot.missed_calls,
        "calls": [_call_status(call) for call in snapshot.calls if call.state != "ended"],
    }


def _call_status(call: CallSnapshot) -> dict[str, Any]:
    return {
        "id": call.call_id,
        "name": call.remote_name,
        "address": call.remote_address,
        "direction": call.direction,
        "state": call.state,
        "muted": call.muted,
        "held": call.is_held,
        "video": call.has_outgoing_video,
    }


def _status_words(snapshot: AppSnapshot) -> str:
    who = f"{snapshot.profile.user_id or 'Nobody yet'}: {snapshot.service.state.value}"
    missed = snapshot.missed_calls
    extras = ["do not disturb"] if snapshot.profile.do_not_disturb else []
    extras += [f"{missed} missed {'call' if missed == 1 else 'calls'}"] if missed else []
    return ", ".join([who, *extras])


class Front(Protocol):
    """What of the window a request can reach."""

    def present(self, activation: str) -> None:
        """Bring the window to the person."""

    def open_link(self, link: Link) -> None:
        """Show what a link names; calls nobody."""

    def quit(self) -> None:
        """End the app, soon: an answer is sent first."""


@dataclass(slots=True)
class Remote:
    """Carries out what is asked. Verdicts on calls that have not come yet stand for half a minute."""

    front: Front
    post: Callable[[Command], None]
    now: Callable[[], float] = time.monotonic
    snapshot: AppSnapshot = field(default_factory=AppSnapshot)
    desk: CallDesk = field(default_factory=CallDesk)
    _standing: dict[str, tuple[float, Request]] = field(default_factory=dict)

    def answer(self, request: Request) -> Reply:
        """Do what is asked and return the answer."""
        done = deed(request, self.snapshot, self.desk)
        for command in done.commands:
            self.post(command)
        if done.standing:
            self._keep(request)
        if done.link is not None:
            self.front.present(request.activation)
            self.front.open_link(done.link)
        if done.quits:
            self.front.quit()
        return done.reply

    def show_calls(self, snapshot: AppSnapshot, desk: CallDesk) -> None:
        """Follow the calls, and give those their verdict that one stands for."""
        self.snapshot, self.desk = snapshot, desk
        now = self.now()
        self._standing = {key: kept for key, kept in self._standing.items() if kept[0] > now}
        for call in snapshot.calls:
            if call.call_id in self._standing and is_ringing_here(call):
                _, request = self._standing.pop(call.call_id)
                self.post(verdict_command(request, call))

    def _keep(self, request: Request) -> None:
        self._standing.pop(request.call_id, None)
        while len(self._standing) >= MOST_STANDING:
            self._standing.pop(next(iter(self._standing)))
        self._standing[request.call_id] = (self.now() + STANDING_SECONDS, request)
