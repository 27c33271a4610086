"""What an operator may see and do: plain answers made of what the parts of a service know."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from core import VERSION
from core.service.admin.application_desk import Answer, ApplicationDesk
from core.service.admin.problems import AdminError
from core.service.conference.conferences import Conferences
from core.service.conference.open_room import OpenRoom
from core.service.config import ServiceConfig
from core.service.data.database import Binding
from core.service.observed.call_journal import name_of
from core.service.routing.calls import Call
from core.service.routing.endpoints import ROOMS, Account
from core.service.routing.flows import Flow, FlowKind
from core.service.wiring import Parts

KICKED = "ended by the operator"
ENDED = "Ended by the operator"
LONGEST_DRAIN = 86_400.0


class AdminDesk:
    """Operations on a running service; every answer is made of JSON's types. On the service's loop only."""

    def __init__(
        self,
        config: ServiceConfig,
        parts: Parts,
        *,
        wall: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
        on_drain: Callable[[float], None] = lambda seconds: None,
        conferences: Conferences | None = None,
    ) -> None:
        self._config = config
        self._parts = parts
        self._wall = wall
        self._clock = clock
        self._on_drain = on_drain
        self._rooms = conferences.rooms if conferences is not None else {}
        self._started_at = wall()
        self.apps = ApplicationDesk(parts.applications, wall)

    # --- the whole ------------------------------------------------------------------------------------

    def status(self) -> Answer:
        """Return what there is, in numbers."""
        parts, flows = self._parts, self._parts.exchange.flows
        return {
            "version": VERSION,
            "pid": os.getpid(),
            "domain": self._config.domain,
            "state": "draining" if parts.router.is_draining else "running",
            "started_at": round(self._started_at, 3),
            "seconds": round(self._wall() - self._started_at),
            "users": parts.registrar.user_count,
            "registrations": parts.registrar.registrations,
            "connections": flows.count_of(FlowKind.CLIENT),
            "guests": flows.count_of(FlowKind.DEVICE),
            "calls": len(parts.router.calls),
            "rooms": len(self._rooms),
            "applications": len(parts.applications.listed()),
            "refused": dict(parts.exchange.admission.refused),
        }

    def drain(self, seconds: float) -> Answer:
        """Take nothing new and end when the last call is over, or after ``seconds``."""
        if not 0 <= seconds <= LONGEST_DRAIN:
            raise AdminError(400, "bad-seconds", "A service may be drained for a day at most.")
        self._on_drain(seconds)
        return {"state": "draining", "seconds": seconds}

    # --- people ---------------------------------------------------------------------------------------

    def users(self, application: str = "") -> Answer:
        """Return everybody who is known, of one application or of all."""
        registrar, now = self._parts.registrar, self._wall()
        rows = []
        for account in registrar.users():
            if application in ("", account.application):
                rows.append(self._user_row(account, registrar.bindings(account, now)))
        return {"users": rows}

    def user(self, name: str, application: str = "") -> Answer:
        """Return a user and the instances of theirs."""
        account, now = self._account(name, application), self._wall()
        bindings = self._parts.registrar.bindings(account, now)
        instances = [self._instance_row(binding) for binding in bindings]
        return {**self._user_row(account, bindings), "instances": instances}

    def kick(self, name: str, application: str = "", instance: str = "") -> Answer:
        """End the registrations of a user, or of one instance, close the connections and end the calls."""
        account = self._account(name, application)
        ends = [each.endpoint for each in self._parts.registrar.bindings(account, self._wall())]
        chosen = [end for end in ends if instance in ("", end.instance)]
        if instance and not chosen:
            raise AdminError(404, "unknown-instance", f"{name} has no registered instance {instance}.")
        for end in chosen:
            for call in self._parts.router.calls.of(end):
                self._end(call)
        return {"ended": self._parts.registrar.drop(account, KICKED, instance)}

    def _account(self, name: str, application: str) -> Account:
        if application:
            found = [Account(application, name)]
            found = found if self._parts.registrar.is_known(found[0]) else []
        else:
            found = [each for each in self._parts.registrar.users() if each.user == name]
        if not found:
            raise AdminError(404, "unknown-user", f"There is no user {name}.")
        if len(found) > 1:
            keys = ", ".join(each.application for each in found)
            sentence = f"{name} is a user of several applications: say which (--app). They are {keys}."
            raise AdminError(409, "several-users", sentence)
        return found[0]

    def _user_row(self, account: Account, bindings: list[Binding]) -> Answer:
        calls = self._parts.router.calls
        flows = self._parts.exchange.flows
        return {
            "user": account.user,
            "application": account.application,
            "registered": len(bindings),
            "connected": sum(flows.of(each.endpoint) is not None for each in bindings),
            "in_call": any(calls.is_busy(each.endpoint) for each in bindings),
        }

    def _instance_row(self, binding: Binding) -> Answer:
        flow = self._parts.exchange.flows.of(binding.endpoint)
        return {
            "instance": binding.endpoint.instance,
            "name": binding.display_name,
            "expires_at": round(binding.expires_at, 3),
            "ends_at": binding.ends_at,
            "connected": flow is not None,
            "connected_at": self._opened_at(flow) if flow is not None else None,
            "address": flow.address if flow is not None else "",
            "in_call": self._parts.router.calls.is_busy(binding.endpoint),
        }

    def _opened_at(self, flow: Flow) -> float:
        return round(self._wall() - (self._clock() - flow.opened_at), 3)

    # --- calls ----------------------------------------------------------------------------------------

    def calls(self) -> Answer:
        """Return the calls that are known, and the rooms that some of them lead to."""
        calls = [self._call_row(call) for call in self._parts.router.calls]
        return {"calls": calls, "rooms": [self._room_row(room) for room in self._rooms.values()]}

    def call(self, number: int) -> Answer:
        """Return one call."""
        return self._call_row(self._find_call(number))

    def end_call(self, number: int) -> Answer:
        """End a call at both ends."""
        call = self._find_call(number)
        row = self._call_row(call)
        self._end(call)
        return {**row, "state": "ended"}

    def _end(self, call: Call) -> None:
        self._parts.router.end_call(call, ENDED, self._clock())
        self._parts.exchange.pump()

    def _find_call(self, number: int) -> Call:
        call = self._parts.router.calls.get(number)
        if call is None:
            raise AdminError(404, "unknown-call", f"There is no call {number}; it may be over.")
        return call

    @staticmethod
    def _callee(call: Call) -> str:
        if call.callee is None or call.callee.endpoint == ROOMS:
            return call.target.unescaped_user or ""
        return name_of(call.callee.endpoint)

    def _room_row(self, open_room: OpenRoom) -> Answer:
        room = open_room.room
        host = room.member(room.host)
        return {
            "room": room.id,
            "application": open_room.key[0],
            "members": ", ".join(one.name for one in room.members),
            "host": host.name if host is not None else "",
            "locked": room.locked,
            "since": room.started,
            "seconds": max(0, round(self._wall() - room.started)),
        }

    def _call_row(self, call: Call) -> Answer:
        now = self._clock()
        since = call.answered_at or call.started_at
        return {
            "call": call.number,
            "caller": name_of(call.caller.endpoint),
            "callee": self._callee(call),
            "application": getattr(call.caller.endpoint, "application", ""),
            "state": call.state.value,
            "since": round(self._wall() - (now - since), 3),
            "seconds": round(now - since),
        }
