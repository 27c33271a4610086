"""Any story of calls among three people with bad connections: each gets an answer, nothing is left over."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.sip.messages import Request, Response
from tests.service.bench import DOMAIN, Bench, Client, cancel_of

USERS = ("alice", "bob", "carol")
user_names = st.sampled_from(USERS)
finals = st.sampled_from([200, 404, 480, 486, 488, 500, 603])


class CallStory(RuleBasedStateMachine):
    """Three users of the router; ``calls`` are the INVITEs that were sent, with who sent them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="ahoy-router-"))
        self.bench = Bench(self.folder)
        self.people = {name: self.bench.client(name) for name in USERS}
        self.more: dict[str, list[Client]] = {name: [] for name in USERS}
        self.calls: list[tuple[Client, Request]] = []
        self.answered: set[tuple[int, str]] = set()
        self.was_lost: set[int] = set()

    @rule(caller=user_names, callee=user_names)
    def calls_somebody(self, caller: str, callee: str) -> None:
        client = self.people[caller]
        invite = client.request("INVITE", f"sip:{callee}@{DOMAIN}")
        client.send(invite)
        self.calls.append((client, invite))

    @rule(name=user_names, status=st.sampled_from([180, 183]))
    def rings(self, name: str, status: int) -> None:
        for invite in self._open_invites(name):
            self.people[name].answer(invite, status)

    @rule(name=user_names, status=finals)
    def answers(self, name: str, status: int) -> None:
        for invite in self._open_invites(name)[:1]:
            self.answered.add((id(self.people[name]), invite.call_id))
            self.people[name].answer(invite, status)

    @precondition(lambda self: self.calls)
    @rule(data=st.data())
    def gives_up(self, data: st.DataObject) -> None:
        client, invite = data.draw(st.sampled_from(self.calls))
        if client.flow.is_closed:
            return
        client.send(cancel_of(invite))

    @rule(name=user_names)
    def loses_the_connection_and_comes_back(self, name: str) -> None:
        client = self.people[name]
        self.was_lost.add(id(client))
        self.bench.lose(client)
        self.people[name] = self.bench.reconnect(client)

    @precondition(lambda self: sum(map(len, self.more.values())) < 6)
    @rule(name=user_names)
    def another_device_comes_online(self, name: str) -> None:
        self.more[name].append(self.bench.client(name))

    @rule(name=user_names, status=finals, rings=st.booleans())
    def another_device_answers(self, name: str, status: int, rings: bool) -> None:
        for device in self.more[name][:1]:
            for invite in self._open_invites_of(device)[:1]:
                if rings:
                    device.answer(invite, 180)
                self.answered.add((id(device), invite.call_id))
                device.answer(invite, status)

    @rule(name=user_names)
    def another_device_changes_its_connection(self, name: str) -> None:
        for device in self.more[name][:1]:
            fresh = self.bench.reconnect(device)
            self.bench.lose(device)
            self.more[name][0] = fresh

    @rule(name=user_names, junk=st.binary(max_size=60))
    def sends_garbage(self, name: str, junk: bytes) -> None:
        client = self.people[name]
        if client.flow.garbage < self.bench.limits.garbage_per_flow:
            client.send(junk)

    @rule(seconds=st.sampled_from([0.5, 5.0, 40.0]))
    def time_passes(self, seconds: float) -> None:
        self.bench.pass_time(seconds)

    @invariant()
    def nobody_hears_two_different_final_answers(self) -> None:
        for client, invite in self.calls:
            finals_heard = {(m.status, m.to.tag) for m in self._heard(client, invite)}
            assert len(finals_heard) <= 1, finals_heard

    @invariant()
    def no_connection_rings_twice_for_one_call(self) -> None:
        for client in [*self.people.values(), *(d for devices in self.more.values() for d in devices)]:
            rung = [m.call_id for m in client.inbox if isinstance(m, Request) and m.method == "INVITE"]
            assert len(rung) == len(set(rung))

    def teardown(self) -> None:
        try:
            for devices in self.more.values():
                for device in devices:
                    self.bench.lose(device)
            for name in ("bob", "carol"):
                self.bench.lose(self.people[name])
            # Less than a call may ring: what waits now waits for somebody who is gone.
            self.bench.pass_time(100)
            callers = {id(self.people["bob"]), id(self.people["carol"])} | self.was_lost
            for client, invite in self.calls:
                to_herself = invite.uri.user == client.name
                heard = self._heard(client, invite)
                assert heard or to_herself or id(client) in callers, f"no answer to {invite.call_id}"
            self.bench.lose(self.people["alice"])
            self.bench.pass_time(100)
            assert self.bench.router.relays == 0
            assert all(call.callee is not None for call in self.bench.router.calls)
            left = Counter(type(t).__name__ for t in self.bench.layer.transactions)
            assert not left, left
        finally:
            self.bench.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _open_invites(self, name: str) -> list[Request]:
        return self._open_invites_of(self.people[name])

    def _open_invites_of(self, client: Client) -> list[Request]:
        return [
            m
            for m in client.inbox
            if isinstance(m, Request)
            and m.method == "INVITE"
            and (id(client), m.call_id) not in self.answered
        ]

    def _heard(self, client: Client, invite: Request) -> list[Response]:
        return [
            m
            for m in client.inbox
            if isinstance(m, Response)
            and m.cseq.method == "INVITE"
            and m.call_id == invite.call_id
            and m.status >= 200
        ]


TestCallStory = CallStory.TestCase
TestCallStory.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
