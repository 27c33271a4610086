"""The machine of a registration alone: every way through it, chance and time passed in."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from core.service.gateway.registrations import machine as m
from core.service.gateway.registrations.machine import Machine, Standing, State, step

S = State


def lowest(low: float, high: float) -> float:
    return low


def through(machine: Machine, *events: m.Event) -> tuple[Machine, tuple[m.Effect, ...]]:
    effects: tuple[m.Effect, ...] = ()
    for event in events:
        done = step(machine, event, lowest)
        assert done is not None, f"{event} means nothing in {machine.state}"
        machine, effects = done
    return machine, effects


def registered(lifetime: int = 600, hops: int = 1) -> Machine:
    return through(Machine(), m.Start(), m.Located(hops), m.Accepted(lifetime))[0]


def test_from_nothing_to_registered_and_renewed_before_it_expires():
    machine, effects = through(Machine(wanted=300), m.Start())
    assert machine.state is S.LOCATING and effects == (m.Release(), m.Locate())
    machine, effects = through(machine, m.Located(2))
    assert effects == (m.Register(0, 300),) and machine.standing is Standing.TRYING
    machine, effects = through(machine, m.Accepted(100))
    assert effects == (m.Wait(83.0),) and machine.standing is Standing.REGISTERED
    machine, effects = through(machine, m.Due())
    assert effects == (m.Register(0, 300),) and machine.standing is Standing.REGISTERED
    assert through(machine, m.Accepted(100))[0].state is S.REGISTERED


def test_a_password_that_is_refused_is_not_tried_again_by_itself():
    for events in ((m.Located(3),), (m.Located(3), m.Accepted(60), m.Due())):
        machine, effects = through(Machine(), m.Start(), *events, m.Refused(401, "No."))
        assert machine.standing is Standing.REFUSED and (machine.status, machine.sentence) == (401, "No.")
        assert effects == (m.Release(),)
        for event in (m.Due(), m.Broke(), m.Moved(), m.Accepted(60), m.Failed(503, "")):
            assert step(machine, event, lowest) is None
        again, effects = through(machine, m.Start())
        assert again.state is S.LOCATING and effects[-1] == m.Locate()


def test_a_longer_lifetime_is_asked_for_once():
    machine, effects = through(Machine(wanted=60), m.Start(), m.Located(1), m.TooBrief(1800))
    assert effects == (m.Register(0, 1800),) and machine.wanted == 1800
    machine, effects = through(machine, m.TooBrief(3600))
    assert machine.state is S.WAITING and machine.status == 423
    for nonsense in (0, 60, 59, 86_401, 10**10):
        machine, _ = through(Machine(wanted=60), m.Start(), m.Located(1), m.TooBrief(nonsense))
        assert machine.state is S.WAITING


def test_the_next_server_of_a_domain_is_tried_only_if_it_may_do_better():
    dead = m.Failed(503, "Away.", is_elsewhere=True)
    machine, effects = through(Machine(), m.Start(), m.Located(2), dead)
    assert machine.state is S.REGISTERING and effects == (m.Register(1, 600),)
    assert machine.standing is Standing.FAILING
    machine, effects = through(machine, dead)
    assert machine.state is S.WAITING and isinstance(effects[0], m.Wait)
    machine, _ = through(Machine(), m.Start(), m.Located(2), m.Failed(500, "Broken."))
    assert machine.state is S.WAITING
    machine, effects = through(registered(hops=2), m.Due(), dead)
    assert machine.state is S.REGISTERING and effects == (m.Register(1, 600),)


def test_pauses_double_up_to_half_an_hour_and_a_success_forgets_them():
    machine, pauses = Machine(), []
    for _ in range(12):
        event = m.Start() if machine.state is S.IDLE else m.Due()
        machine, effects = through(machine, event, m.Failed(404, "Not found."))
        assert isinstance(effects[0], m.Wait)
        pauses.append(effects[0].seconds)
    assert pauses[:7] == [15, 30, 60, 120, 240, 480, 900] and set(pauses[6:]) == {900}
    machine, _ = through(machine, m.Due(), m.Located(1), m.Accepted(60))
    assert machine.failures == 0 and machine.sentence == "" and machine.standing is Standing.REGISTERED


def test_a_server_says_how_long_to_wait_but_not_for_ever_and_not_for_less():
    def pause(retry_after: float) -> float:
        failed = m.Failed(503, "", retry_after)
        _, effects = through(Machine(), m.Start(), m.Located(1), failed)
        assert isinstance(effects[0], m.Wait)
        return effects[0].seconds

    assert (pause(0), pause(120), pause(1e9)) == (15, 120, m.LONGEST_RETRY_AFTER)


def test_a_broken_connection_is_made_anew_soon_and_slower_when_it_keeps_breaking():
    machine, effects = through(registered(), m.Broke())
    assert machine.state is S.WAITING and effects == (m.Wait(0.0),) and machine.status == 503
    pauses = []
    for _ in range(4):
        machine, effects = through(machine, m.Due(), m.Located(1), m.Accepted(600), m.Broke())
        assert isinstance(effects[0], m.Wait)
        pauses.append(effects[0].seconds)
    assert pauses == [15, 30, 60, 120]
    machine, _ = through(machine, m.Due(), m.Located(1), m.Accepted(600), m.Due(), m.Accepted(600))
    assert through(machine, m.Broke())[1] == (m.Wait(0.0),)


def test_another_address_of_this_machine_registers_anew():
    assert through(registered(), m.Moved())[0].state is S.LOCATING
    failed, _ = through(Machine(), m.Start(), m.Failed(503, "No network."))
    assert through(failed, m.Moved())[0].state is S.LOCATING


@pytest.mark.parametrize("event", [m.Accepted(1), m.Failed(500, ""), m.Refused(403, ""), m.Due(), m.Broke()])
def test_leaving_ends_whatever_comes(event: m.Event):
    machine, effects = through(registered(), m.Stop())
    assert effects == (m.Unregister(), m.Wait(m.LEAVING_SECONDS)) and machine.standing is Standing.OFF
    machine, effects = through(machine, event)
    assert machine.state is S.IDLE and effects == (m.Release(),)


def test_what_is_not_registered_just_ends():
    for events in (
        (m.Start(),),
        (m.Start(), m.Failed(404, "x")),
        (m.Start(), m.Located(1), m.Refused(403, "x")),
    ):
        machine, effects = through(Machine(), *events, m.Stop())
        assert machine.state is S.IDLE and effects == (m.Release(),) and machine.sentence == ""


def test_any_story_keeps_the_rules(seed: int):
    """Whatever comes: a pause is never short twice, one thing is under way, and a stop always ends it."""
    chance = random.Random(seed)
    kinds: list[m.Event] = [
        m.Start(),
        m.Located(2),
        m.Accepted(60),
        m.TooBrief(900),
        m.Refused(403, "x"),
        m.Failed(503, "x", 3.0, is_elsewhere=True),
        m.Failed(404, "x"),
        m.Due(),
        m.Broke(),
        m.Moved(),
        m.Stop(),
    ]
    for _ in range(100):
        machine = Machine()
        for _ in range(40):
            before = machine
            done = step(machine, chance.choice(kinds), chance.uniform)
            if done is None:
                continue
            machine, effects = done
            assert machine.hop <= machine.hops and machine.wanted <= m.MAX_LIFETIME
            busy = [one for one in effects if isinstance(one, m.Locate | m.Register | m.Unregister)]
            assert len(busy) <= 1
            if before.state is S.REFUSED:
                assert machine.state in (S.LOCATING, S.IDLE)
        if machine.state not in (S.IDLE, S.LEAVING):
            machine = step(machine, m.Stop(), chance.uniform)[0]  # type: ignore[index]
        if machine.state is S.LEAVING:
            machine = step(machine, m.Due(), chance.uniform)[0]  # type: ignore[index]
        assert machine.state is S.IDLE
        assert replace(machine, hops=0, hop=0).standing is Standing.OFF


class Line:
    """A registration in simulated time, over a network that comes and goes, at a server that may be away.

    ``names_late``: seconds for which names are not known yet after the network has come back.
    """

    def __init__(self, seed: int, names_late: float = 0.0) -> None:
        self.machine, self.now, self.due = Machine(), 0.0, float("inf")
        self.has_network = self.has_server = True
        self.tries: list[float] = []
        self._chance, self._names_late, self._names_at = random.Random(seed).uniform, names_late, 0.0
        self.take(m.Start())

    def take(self, event: m.Event) -> None:
        done = step(self.machine, event, self._chance)
        if done is None:
            return
        self.machine = done[0]
        for effect in done[1]:
            match effect:
                case m.Wait(seconds):
                    self.due = self.now + seconds
                case m.Release():
                    self.due = float("inf")
                case m.Locate():
                    self.tries.append(self.now)
                    is_known = self.has_network and self.now >= self._names_at
                    self.take(m.Located(1) if is_known else m.Failed(503, "The name is not known."))
                case m.Register():
                    answers = self.has_network and self.has_server
                    self.take(m.Accepted(600) if answers else m.Failed(503, "Nobody answers."))

    def pass_time(self, seconds: float) -> None:
        end = self.now + seconds
        while self.due <= end:
            self.now, self.due = self.due, float("inf")
            self.take(m.Due())
        self.now = end

    def network(self, *, is_there: bool, is_told: m.Event) -> None:
        self.has_network, self._names_at = is_there, self.now + self._names_late
        self.tries.clear()
        self.take(is_told)


@pytest.mark.parametrize("told", [m.Online(), m.Moved()])
def test_when_the_network_comes_back_every_line_is_tried_within_five_seconds(told: m.Event):
    firsts = []
    for seed in range(50):
        line = Line(seed)
        line.network(is_there=False, is_told=m.Moved())
        line.pass_time(3600)
        assert line.machine.state is S.WAITING and line.machine.failures > 3
        line.network(is_there=True, is_told=told)
        line.pass_time(5)
        assert line.machine.standing is Standing.REGISTERED and line.tries[0] - 3600 <= 4.0
        firsts.append(line.tries[0])
    if isinstance(told, m.Online):
        assert len({round(first, 2) for first in firsts}) > 30, "not all at once"


def test_names_that_are_known_late_do_not_cost_half_a_minute():
    for seed in range(50):
        line = Line(seed, names_late=3.0)
        line.network(is_there=False, is_told=m.Moved())
        line.pass_time(3600)
        line.network(is_there=True, is_told=m.Moved())
        line.pass_time(12)
        assert line.machine.standing is Standing.REGISTERED


def test_a_server_that_stays_away_is_left_alone_more_and_more_after_a_few_tries():
    for seed in range(20):
        line = Line(seed)
        line.has_server = False
        line.pass_time(7200)
        line.network(is_there=True, is_told=m.Online())
        line.pass_time(1800)
        gaps = [after - before for before, after in zip(line.tries, line.tries[1:], strict=False)]
        assert all(gap <= 4.0 for gap in gaps[:3]) and all(gap >= 15.0 for gap in gaps[3:])
        assert 15.0 <= gaps[3] <= 30.0 <= gaps[4] <= 60.0 <= gaps[5] <= 120.0


def test_a_network_that_changes_all_the_time_delays_no_try():
    line = Line(1)
    line.has_server = False
    line.pass_time(7200)
    line.tries.clear()
    for _ in range(50):
        line.take(m.Online())
        line.pass_time(0.1)
    assert 1 <= len(line.tries) <= 5


def test_lines_that_failed_together_are_not_tried_again_together():
    lines = [Line(seed) for seed in range(100)]
    for line in lines:
        line.network(is_there=False, is_told=m.Due())
        line.pass_time(600)
    dues = [line.due for line in lines]
    assert max(dues) - min(dues) > 100 and len({round(due) for due in dues}) > 60
