"""The watchdog and the speaker's buffer, with time as an argument."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.devices.supervision import FIRST_PATIENCE, FORGIVENESS, SinkBuffer, Verdict, Watchdog


def opened(patience: float = 1.0) -> Watchdog:
    watchdog = Watchdog(patience)
    watchdog.opened(0.0)
    return watchdog


def test_the_first_sign_of_life_may_take_longer() -> None:
    watchdog = opened()
    assert watchdog.check(FIRST_PATIENCE) is Verdict.WAIT
    assert watchdog.check(FIRST_PATIENCE + 0.1) is Verdict.REOPEN


def test_silence_after_life_is_noticed_within_the_patience() -> None:
    watchdog = opened()
    watchdog.alive(2.0)
    assert watchdog.check(2.9) is Verdict.WAIT
    assert watchdog.check(3.1) is Verdict.REOPEN


def test_the_second_silence_gives_up() -> None:
    watchdog = opened()
    watchdog.alive(1.0)
    assert watchdog.check(2.5) is Verdict.REOPEN
    watchdog.opened(2.5)
    watchdog.alive(3.0)
    assert watchdog.check(4.5) is Verdict.GIVE_UP


def test_a_long_life_in_between_is_forgiven() -> None:
    watchdog = opened()
    watchdog.alive(1.0)
    assert watchdog.check(2.5) is Verdict.REOPEN
    watchdog.opened(2.5)
    watchdog.alive(2.6 + FORGIVENESS)
    assert watchdog.check(9.0 + FORGIVENESS) is Verdict.REOPEN


@given(st.lists(st.floats(0.01, 0.99), min_size=1, max_size=200))
def test_a_living_device_is_left_alone(gaps: list[float]) -> None:
    watchdog, now = opened(), 0.0
    for gap in gaps:
        now += gap
        assert watchdog.check(now) is Verdict.WAIT
        watchdog.alive(now)


def test_one_dry_moment_changes_nothing() -> None:
    buffer = SinkBuffer()
    assert not buffer.ran_dry(0.0)
    assert not buffer.ran_dry(SinkBuffer.WINDOW + 1)
    assert buffer.frames == SinkBuffer.FIRST


def test_two_dry_moments_within_ten_seconds_grow_it() -> None:
    buffer = SinkBuffer()
    assert not buffer.ran_dry(0.0)
    assert buffer.ran_dry(5.0)
    assert buffer.frames == SinkBuffer.FIRST + SinkBuffer.STEP


@given(st.lists(st.floats(0.0, 3.0), max_size=100))
def test_it_never_grows_beyond_its_end(gaps: list[float]) -> None:
    buffer, now = SinkBuffer(), 0.0
    for gap in gaps:
        now += gap
        before = buffer.frames
        assert buffer.ran_dry(now) == (buffer.frames > before)
        assert buffer.frames <= SinkBuffer.LAST


def test_where_it_is_cheap_each_dry_moment_grows_it() -> None:
    buffer = SinkBuffer(is_cheap=True)
    sizes = [buffer.frames for second in range(6) if buffer.ran_dry(float(second)) or True]
    assert sizes == [1440, 1920, 2400, 2880, 2880, 2880]


def test_where_one_step_is_not_enough_two_are_made() -> None:
    buffer = SinkBuffer(is_cheap=True)
    assert buffer.ran_dry(0.0, SinkBuffer.STEP) and buffer.frames == 1440
    assert buffer.ran_dry(1.0, SinkBuffer.STEP + 1) and buffer.frames == 2400
    assert buffer.ran_dry(2.0, 48_000) and buffer.frames == SinkBuffer.LAST
    dear = SinkBuffer()
    assert not dear.ran_dry(0.0, 48_000) and dear.ran_dry(1.0, 48_000)
    assert dear.frames == SinkBuffer.FIRST + SinkBuffer.STEP


def test_two_close_shaves_grow_it_before_anything_is_heard_and_only_so_far() -> None:
    buffer = SinkBuffer(is_cheap=True)
    assert not buffer.had_left(SinkBuffer.SHAVE - 1, 0.0)
    assert not buffer.had_left(SinkBuffer.SHAVE - 1, SinkBuffer.WINDOW + 1)
    assert buffer.had_left(0, SinkBuffer.WINDOW + 2)
    assert buffer.frames == SinkBuffer.FIRST + SinkBuffer.STEP
    assert not any(buffer.had_left(SinkBuffer.SHAVE, 20.0 + second) for second in range(1000))
    for second in range(100):
        buffer.had_left(0, 2000.0 + second)
    assert buffer.frames == SinkBuffer.LAST_BY_SHAVES


def test_what_a_smaller_buffer_would_not_have_borne_is_no_calm() -> None:
    buffer = SinkBuffer(is_cheap=True)
    buffer.ran_dry(0.0)
    needed = SinkBuffer.SHAVE + SinkBuffer.STEP // 2 - 1
    for second in range(600):
        assert not buffer.had_left(needed if second % 15 == 0 else 720, float(second))
        assert not buffer.stayed_wet(float(second)), "it would have run dry"
    buffer.had_left(720, 700.0)
    assert buffer.stayed_wet(700.0)


@given(st.lists(st.tuples(st.floats(0.0, 90.0), st.integers(-30_000, 3000), st.booleans()), max_size=200))
def test_whatever_happens_it_stays_between_its_ends(moments: list[tuple[float, int, bool]]) -> None:
    buffer, now = SinkBuffer(is_cheap=True), 0.0
    for gap, left, is_dry in moments:
        now += gap
        before = buffer.frames
        has_grown = (is_dry and buffer.ran_dry(now)) + buffer.had_left(left, now)
        has_shrunk = buffer.stayed_wet(now)
        assert buffer.frames - before == (has_grown - has_shrunk) * SinkBuffer.STEP
        assert SinkBuffer.FIRST <= buffer.frames <= SinkBuffer.LAST


def grown(buffer: SinkBuffer, now: float) -> float:
    assert not buffer.ran_dry(now)
    assert buffer.ran_dry(now + 1.0)
    return now + 1.0


def test_a_calm_time_gives_back_what_dry_moments_took() -> None:
    buffer = SinkBuffer()
    now = grown(buffer, grown(buffer, 0.0))
    assert buffer.frames == SinkBuffer.FIRST + 2 * SinkBuffer.STEP
    assert not buffer.stayed_wet(now + SinkBuffer.CALM - 0.1)
    assert buffer.stayed_wet(now + SinkBuffer.CALM)
    assert not buffer.stayed_wet(now + SinkBuffer.CALM + 0.1)
    assert buffer.stayed_wet(now + 2 * SinkBuffer.CALM) and buffer.frames == SinkBuffer.FIRST
    assert not buffer.stayed_wet(now + 100 * SinkBuffer.CALM), "it never gets smaller than it began"


def test_what_was_given_back_too_early_is_kept_twice_as_long() -> None:
    buffer, slips, now = SinkBuffer(), 0, 0.0
    for _ in range(3600):  # an hour in which 20 ms are too little
        now += 1.0
        if buffer.frames == SinkBuffer.FIRST:
            slips += 1
            buffer.ran_dry(now)
        else:
            buffer.stayed_wet(now)
    assert slips <= 16, "about two for each doubling of twenty seconds"


def test_a_buffer_that_never_ran_dry_stays_as_it_is() -> None:
    buffer = SinkBuffer()
    assert not buffer.stayed_wet(1e9) and buffer.frames == SinkBuffer.FIRST
