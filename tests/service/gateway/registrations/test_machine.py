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
