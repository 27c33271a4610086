"""The table of connections: rooms, who is reached on which, and what is told when that changes."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core.service.config import Limits
from core.service.routing.endpoints import Account, Device, Endpoint, Instance
from core.service.routing.flows import Flow, FlowKind, FlowTable
from tests.service.bench import with_limits

BOB = Instance("bob", "1", 1, "app")


def flow(address: str = "a", kind: FlowKind = FlowKind.CLIENT, endpoint: Endpoint | None = None) -> Flow:
    return Flow(kind, address, lambda data: None, lambda code, reason: None, 0.0, endpoint=endpoint)


def test_room_is_counted_by_kind_and_address_and_given_back() -> None:
    table = FlowTable(with_limits(flows=3, flows_per_address=2, guest_flows=1, guest_flows_per_address=1))
    first, second = flow(), flow()
    for each in (first, second):
        assert table.has_room(FlowKind.CLIENT, "a")
        table.add(each)
    assert not table.has_room(FlowKind.CLIENT, "a") and table.has_room(FlowKind.CLIENT, "b")
    assert table.has_room(FlowKind.DEVICE, "a")
    table.add(flow("b"))
    assert not table.has_room(FlowKind.CLIENT, "c")
    table.remove(first)
    table.remove(first)
    assert table.has_room(FlowKind.CLIENT, "a") and table.count_of(FlowKind.CLIENT) == 2


def test_who_is_reached_where_is_told() -> None:
    table, reachable, released = FlowTable(Limits()), [], []
    table.on_reachable, table.on_released = reachable.append, released.append
    old, new = flow(), flow()
    table.add(old)
    table.add(new)
    assert table.bind(old, BOB) is None and table.bind(old, BOB) is None
    assert table.bind(new, BOB) is old and old.account is None and new.account == Account("app", "bob")
    assert reachable == [BOB, BOB, BOB] and released == [old]
    table.release(new)
    table.release(new)
    assert released == [old, new] and table.of(BOB) is None


def test_an_old_flow_that_ends_takes_nothing_with_it() -> None:
    table = FlowTable(Limits())
    old, new = flow(), flow()
    table.add(old)
    table.add(new)
    table.bind(old, BOB)
    table.bind(new, BOB)
    table.remove(old)
    assert table.of(BOB) is new


def test_a_device_is_no_account() -> None:
    assert flow(endpoint=Device("d")).account is None
    assert flow(endpoint=BOB).account == BOB.account


class FlowStory(RuleBasedStateMachine):
    """Flows come, are bound, released and go, in any order; counts and bindings stay true."""

    def __init__(self) -> None:
        super().__init__()
        self.table = FlowTable(Limits())
        self.open: list[Flow] = []
        self.bound: dict[Endpoint, Flow] = {}

    @rule(address=st.sampled_from("ab"), kind=st.sampled_from([FlowKind.CLIENT, FlowKind.DEVICE]))
    def opens(self, address: str, kind: FlowKind) -> None:
        made = flow(address, kind)
        self.table.add(made)
        self.open.append(made)

    @rule(which=st.integers(0, 5), number=st.integers(0, 2))
    def binds(self, which: int, number: int) -> None:
        if which < len(self.open):
            chosen, endpoint = self.open[which], Instance("u", str(number))
            self.bound = {end: each for end, each in self.bound.items() if each is not chosen}
            before = self.bound.get(endpoint)
            assert self.table.bind(chosen, endpoint) is before
            self.bound[endpoint] = chosen

    @rule(which=st.integers(0, 5))
    def releases(self, which: int) -> None:
        if which < len(self.open):
            self.table.release(self.open[which])
            self.bound = {end: each for end, each in self.bound.items() if each is not self.open[which]}

    @rule(which=st.integers(0, 5))
    def closes(self, which: int) -> None:
        if which < len(self.open):
            gone = self.open.pop(which)
            self.table.remove(gone)
            self.bound = {end: each for end, each in self.bound.items() if each is not gone}

    @invariant()
    def everything_is_as_it_should_be(self) -> None:
        assert len(self.table) == len(self.open) and set(self.table.all()) == set(self.open)
        for number in range(3):
            endpoint = Instance("u", str(number))
            assert self.table.of(endpoint) is self.bound.get(endpoint)
        for kind in FlowKind:
            assert self.table.count_of(kind) == sum(each.kind is kind for each in self.open)
        addresses = {(each.kind, each.address) for each in self.open}
        assert set(self.table._by_address) == addresses  # nothing is kept of who has gone


TestFlowStory = FlowStory.TestCase
TestFlowStory.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
