"""Any story of devices that come, refresh, leave, vanish and return, over restarts: who is reached where."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.service.routing.endpoints import Account, Instance
from tests.service.bench import KEY, WALL, Bench, Client, token, with_limits

USERS = ("alice", "bob")
MANY = 10_000
LIMITS = with_limits(
    instances_per_user=3, wrong_tokens_per_minute_per_address=MANY, wrong_tokens_per_minute_per_user=MANY
)
"""No story has so many wrong tokens that anybody is kept out for them: the model does not know of that."""
BAD = ("old", "forged", "stolen", "junk")
devices = st.integers(0, 4)


class RegistrarStory(RuleBasedStateMachine):
    """The registrar beside a model: a dictionary of what should be registered, and until when."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="ahoy-registrar-"))
        self.bench = Bench(self.folder, limits=LIMITS)
        self.clients: dict[tuple[str, int], Client] = {}
        self.instances: dict[tuple[str, int], str] = {}
        self.expected: dict[tuple[str, str], float] = {}
        self.connected: dict[tuple[str, str], Client] = {}

    @rule(user=st.sampled_from(USERS), device=devices, expires=st.sampled_from([60, 300, 3600]))
    def registers(self, user: str, device: int, expires: int) -> None:
        client = self._client(user, device)
        key = (user, client.instance)
        status = client.register(token(user, now=self.bench.wall), expires=expires).status
        others = [k for k in self.expected if k[0] == user and k != key]
        if key not in self.expected and len(others) >= LIMITS.instances_per_user:
            assert status == 403
            return
        assert status == 200
        self.expected[key] = self.bench.wall + expires
        self.connected[key] = client

    @rule(user=st.sampled_from(USERS), device=devices)
    def refreshes_without_a_token(self, user: str, device: int) -> None:
        client = self._client(user, device)
        key = (user, client.instance)
        may = self.connected.get(key) is client and client.flow.authorised_until > self.bench.wall
        status = client.register(expires=600).status
        assert status == (200 if may else 401)
        if may:
            self.expected[key] = self.bench.wall + 600

    @rule(
        user=st.sampled_from(USERS), device=devices, kind=st.sampled_from(["old", "forged", "stolen", "junk"])
    )
    def shows_a_bad_token(self, user: str, device: int, kind: str) -> None:
        client, now = self._client(user, device), self.bench.wall
        other = USERS[1 - USERS.index(user)]
        bad = {
            "old": token(user, now=now - 5000),
            "forged": token(user, now=now, secret="QUFBQUFBQUFBQUFBQUFBQQ=="),
            "stolen": token(other, now=now),
            "junk": "a.b.c",
        }[kind]
        before = dict(self.expected)
        answer = client.register(bad)
        assert answer.status == 401 and "error_code=" in (answer.headers.get("www-authenticate") or "")
        assert self.expected == before

    @precondition(lambda self: self.connected)
    @rule(data=st.data())
    def unregisters(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.connected)))
        client = self.connected[key]
        assert client.register(token(key[0], now=self.bench.wall), expires=0).status == 200
        self.expected.pop(key)
        self.connected.pop(key)
        self._forget(client)

    @precondition(lambda self: self.connected)
    @rule(data=st.data())
    def loses_its_connection(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.connected)))
        client = self.connected.pop(key)
        self.bench.lose(client)
        self._forget(client)

    @precondition(lambda self: self.connected)
    @rule(data=st.data())
    def comes_back_on_a_new_connection(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.connected)))
        place = next(p for p, instance in self.instances.items() if (p[0], instance) == key)
        older = self.connected[key]
        self.clients.pop(place, None)
        self.registers(*place, 300)
        assert older.closed is not None and older.closed[0] == 1000

    @rule(seconds=st.sampled_from([1, 59, 301, 4000]))
    def time_passes(self, seconds: int) -> None:
        self.bench.wall += seconds
        self.bench.registrar.expire(self.bench.wall)
        for key in [k for k, at in self.expected.items() if at <= self.bench.wall]:
            del self.expected[key]
            self.connected.pop(key, None)

    @rule()
    def the_service_is_started_again(self) -> None:
        wall = self.bench.wall
        self.bench.close()
        self.bench = reopened(self.folder, wall)
        self.clients.clear()
        self.connected.clear()

    @invariant()
    def reached_is_exactly_who_should_be(self) -> None:
        registrar = self.bench.registrar
        found = {
            (user, endpoint.instance)
            for user in USERS
            for endpoint, _ in registrar.endpoints(Account(KEY, user), self.bench.wall)
        }
        assert found == set(self.expected)

    @invariant()
    def who_is_connected_has_a_flow_of_its_own(self) -> None:
        for (user, instance), client in self.connected.items():
            endpoint = Instance(user, instance, 1, KEY)
            assert self.bench.flows.of(endpoint) is client.flow
            assert self.bench.registrar.is_registered(client.flow, self.bench.wall)
        known = {(user, instance) for (user, _), instance in self.instances.items()}
        for user, instance in known - set(self.connected):
            assert self.bench.flows.of(Instance(user, instance, 1, KEY)) is None

    def teardown(self) -> None:
        self.bench.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _client(self, user: str, device: int) -> Client:
        place = (user, device)
        if place not in self.clients or self.clients[place].flow.is_closed:
            client = Client(self.bench, user)
            client.instance = self.instances.setdefault(place, client.instance)
            self.clients[place] = client
        return self.clients[place]

    def _forget(self, client: Client) -> None:
        self.clients = {place: each for place, each in self.clients.items() if each is not client}


def reopened(folder: Path, wall: float) -> Bench:
    """Return a bench of the same folder at another time; it reads the folder as of ``WALL``, never later."""
    assert wall >= WALL
    bench = Bench(folder, limits=LIMITS)
    bench.wall = wall
    bench.registrar.expire(wall)
    return bench


TestRegistrarStory = RegistrarStory.TestCase
TestRegistrarStory.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
