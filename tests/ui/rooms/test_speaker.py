"""The speaker view follows who talks, holds for two seconds, and never flips at a cough."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ui.viewmodels.rooms.speaker import BREATH, HOLD, WARM_UP, Speaker, step

PRESENT = ("anna", "bob", "carol")


class Talk:
    """Plays who talks when, tenths of a second at a time, waking when the choice asks for it, too."""

    def __init__(self) -> None:
        self.now = 100.0
        self.speaker = Speaker()
        self.changes: list[tuple[float, str]] = []
        self.present: tuple[str, ...] = PRESENT
        self.tell()

    def tell(self, *talking: str) -> None:
        before = self.speaker.member_id
        self.speaker = step(self.speaker, self.now, self.present, frozenset(talking))
        if self.speaker.member_id != before:
            self.changes.append((self.now, self.speaker.member_id))

    def go(self, seconds: float, *talking: str) -> str:
        """Tell once, then wake only when asked to, as the view-model does."""
        end = self.now + seconds
        self.tell(*talking)
        while self.speaker.due_at is not None and self.speaker.due_at <= end:
            self.now = self.speaker.due_at
            self.tell(*talking)
        self.now = end
        return self.speaker.member_id


def test_somebody_is_shown_from_the_first_moment() -> None:
    assert Talk().speaker.member_id == "anna"


def test_who_talks_takes_over_after_a_moment() -> None:
    talk = Talk()
    talk.go(5)
    started = talk.now
    assert talk.go(3, "bob") == "bob"
    moment, _ = talk.changes[-1]
    assert abs(moment - started - WARM_UP) < 0.01


def test_a_cough_changes_nothing() -> None:
    talk = Talk()
    talk.go(10)
    talk.go(WARM_UP / 2, "carol")
    assert talk.go(10) == "anna"


def test_coughs_do_not_add_up() -> None:
    talk = Talk()
    talk.go(10)
    for _ in range(10):
        talk.go(0.3, "carol")
        assert talk.go(BREATH + 0.3) == "anna"


def test_whoever_talks_keeps_the_place_while_another_talks_too() -> None:
    talk = Talk()
    talk.go(10, "bob")
    assert talk.go(20, "bob", "carol") == "bob"
    assert talk.go(1, "carol") == "carol"


def test_a_breath_is_no_end() -> None:
    talk = Talk()
    talk.go(10, "bob")
    talk.go(BREATH / 2, "carol")
    assert talk.go(5, "bob", "carol") == "bob"


def test_a_speaker_stays_two_seconds_at_least() -> None:
    talk = Talk()
    talk.go(5)
    talk.go(WARM_UP + 0.01, "bob")
    start = talk.changes[-1][0]
    assert talk.go(5, "carol") == "carol"
    assert talk.changes[-1][0] - start >= HOLD


def test_who_leaves_is_followed_by_who_talks() -> None:
    talk = Talk()
    talk.go(10, "carol")
    talk.present = ("anna", "bob")
    assert talk.go(0.1, "bob") == "bob"
    talk.present = ()
    assert talk.go(0.1) == ""
    talk.present = ("dora",)
    assert talk.go(0.1) == "dora"


moments = st.lists(
    st.tuples(st.floats(0.02, 3.0), st.sets(st.sampled_from([*PRESENT, "stranger"]))), max_size=40
)


@given(moments)
def test_it_never_changes_twice_in_two_seconds_nor_to_who_is_silent(
    script: list[tuple[float, set[str]]],
) -> None:
    talk = Talk()
    for seconds, talking in script:
        before = len(talk.changes)
        talk.go(seconds, *talking)
        for _, name in talk.changes[before:]:
            assert name in PRESENT
    times = [moment for moment, _ in talk.changes]
    assert all(later - earlier >= HOLD - 1e-6 for earlier, later in pairwise(times))


@given(moments)
def test_the_next_look_lies_ahead_and_looks_end(script: list[tuple[float, set[str]]]) -> None:
    talk = Talk()
    for seconds, talking in script:
        talk.go(seconds, *talking)
        assert talk.speaker.due_at is None or talk.speaker.due_at > talk.now - seconds
    assert len(talk.speaker.talkers) <= len(PRESENT)
