from __future__ import annotations

from core.service.gateway.media.legs.latch import PROBATION, SILENCE, SourceLatch

TOLD, NAT, STRANGER = ("192.0.2.1", 4000), ("203.0.113.5", 61_000), ("198.51.100.1", 9)


def latch() -> SourceLatch:
    made = SourceLatch()
    made.expect(TOLD)
    return made


def test_packets_go_to_what_was_told_until_one_comes() -> None:
    made = latch()
    assert made.target == TOLD and made.source is None
    assert made.takes(TOLD, 1, 0.0, is_authentic=False)
    assert made.source == TOLD


def test_another_source_has_to_prove_itself() -> None:
    made = latch()
    taken = [made.takes(NAT, number, 0.02 * number, is_authentic=False) for number in range(PROBATION)]
    assert taken == [False] * (PROBATION - 1) + [True] and made.target == NAT


def test_numbers_out_of_order_prove_nothing() -> None:
    made = latch()
    assert not any(made.takes(NAT, number * 7, 0.0, is_authentic=False) for number in range(50))


def test_an_authentic_packet_is_proof_enough() -> None:
    assert latch().takes(NAT, 5, 0.0, is_authentic=True)


def test_the_source_in_use_is_kept_until_it_falls_silent() -> None:
    made = latch()
    made.takes(NAT, 5, 10.0, is_authentic=True)
    assert not made.may_change(STRANGER, 10.0 + SILENCE)
    assert not made.takes(STRANGER, 6, 10.5, is_authentic=True)
    assert made.takes(STRANGER, 6, 10.1 + SILENCE, is_authentic=True)
    assert made.source == STRANGER


def test_what_was_told_is_taken_even_after_a_stranger() -> None:
    made = latch()
    made.takes(STRANGER, 5, 10.0, is_authentic=True)
    assert made.takes(TOLD, 6, 10.01, is_authentic=False)
    assert not made.takes(STRANGER, 7, 10.02, is_authentic=True)


def test_a_new_description_moves_it() -> None:
    made = latch()
    made.takes(TOLD, 5, 10.0, is_authentic=False)
    made.expect(TOLD)
    assert made.source == TOLD and not made.may_change(STRANGER, 10.1)
    made.expect(NAT)
    assert made.source is None and made.target == NAT
    made.expect(None)
    assert made.target is None
