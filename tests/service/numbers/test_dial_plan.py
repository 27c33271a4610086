"""Which trunk a number takes, whose number is shown, and what nobody may call."""

from __future__ import annotations

import pytest

from core.service.numbers.config import NumberShape
from core.service.numbers.dial_plan import DialPlan, NumberRefused, shaped
from core.service.routing.endpoints import Account
from tests.service.numbers.plans import ALICE, BOB, MAIN, allowance, config, trunk


def names(plan: DialPlan, number: str, user: str = "alice", caller: str = ALICE) -> list[str]:
    return [each.name for each in plan.trunks(Account("app", user), plan.read(number), caller)]


def refusal(
    plan: DialPlan, number: str, user: str = "alice", caller: str = ALICE, application: str = "app"
) -> NumberRefused:
    with pytest.raises(NumberRefused) as caught:
        plan.trunks(Account(application, user), plan.read(number), plan.caller(caller))
    assert caught.value.sentence.endswith(".")
    return caught.value


def test_the_longest_prefix_wins_and_then_the_order():
    plan = DialPlan(
        config(
            trunk("world", order=1),
            trunk("berlin", prefixes=("+4930", "+49171"), order=9),
            trunk("germany", prefixes=("+49",), order=2),
            trunk("germany-too", prefixes=("+49",), order=1),
        )
    )
    assert names(plan, "+4930123456") == ["berlin", "germany-too", "germany", "world"]
    assert names(plan, "+44 20 7946 0958") == ["world"]
    assert names(plan, "030 123456")[0] == "berlin", "a number without a country is the service's country's"


def test_no_trunk_leads_there():
    refused = refusal(DialPlan(config(trunk(prefixes=("+49",)))), "+442079460958")
    assert refused.status == 404
    assert refusal(DialPlan(config(trunk(prefixes=()))), "+4930123456").status == 404


@pytest.mark.parametrize(
    ("number", "status"), [("+4930", 484), ("+491234567890123456", 404), ("+999123", 404), ("alice", 404)]
)
def test_what_is_no_number_is_refused(number: str, status: int):
    assert refusal(DialPlan(config()), number).status == status


@pytest.mark.parametrize("caller", ["", "private", "030100001", "+49", "alice", "+49\r\nX: y", "112"])
def test_a_call_without_a_number_to_show_is_not_made(caller: str):
    refused = refusal(DialPlan(config()), "+4930123456", caller=caller)
    assert refused.status == 403 and "number of yours" in refused.sentence


def test_whose_number_is_shown():
    plan = DialPlan(config(trunk("main", caller_numbers=(MAIN, BOB, "+4940*")), trunk("other")))
    assert names(plan, "+4930123456") == ["main", "other"], "a user's own is shown always"
    assert names(plan, "+4930123456", caller=MAIN) == ["main"], "and what all may show by that trunk"
    assert names(plan, "+4930123456", caller="+4940123456") == ["main"]
    assert refusal(plan, "+4930123456", caller=BOB).status == 403, "somebody else's never"
    assert refusal(plan, "+4930123456", caller="+4989123456").status == 403
    assert refusal(plan, "+4930123456", application="other").status == 403, "another alice's is not hers"


@pytest.mark.parametrize("number", ["+499001123456", "+870773111632", "+882161234567", "+979123456789"])
def test_what_is_dear_is_refused_unless_allowed(number: str):
    assert refusal(DialPlan(config()), number).status == 403
    dear = allowance(costly_prefixes=(number[:5],))
    assert names(DialPlan(config(users={"alice": dear})), number) == ["main"]
    cautious = trunk(allowance=allowance())
    assert refusal(DialPlan(config(cautious, users={"alice": dear})), number).status == 404


def test_a_user_may_call_some_countries():
    plan = DialPlan(config(allowance=allowance(prefixes=("+49", "+43"))))
    assert names(plan, "+4930123456") == names(plan, "+431234567") == ["main"]
    assert refusal(plan, "+442079460958").status == 403
    few = DialPlan(config(trunk(allowance=allowance(prefixes=("+49",)))))
    assert refusal(few, "+442079460958").status == 404


@pytest.mark.parametrize("number", ["112", "110", "+49112", "911", "+1911"])
def test_emergency_numbers_are_never_routed_silently(number: str):
    refused = refusal(DialPlan(config()), number)
    assert refused.status == 403 and "Emergency" in refused.sentence
    plan = DialPlan(config(trunk("usual"), trunk("help", emergency=True, prefixes=(), order=2)))
    assert names(plan, number) == ["help"]
    assert plan.read(number).emergency == number.removeprefix("+49").removeprefix("+1")


@pytest.mark.parametrize(
    ("shape", "near", "far"),
    [
        (NumberShape.PLUS, "+4930123456", "+442079460958"),
        (NumberShape.DIGITS, "4930123456", "442079460958"),
        (NumberShape.NATIONAL, "030123456", "00442079460958"),
    ],
)
def test_how_a_trunk_wants_numbers(shape: NumberShape, near: str, far: str):
    one = trunk(shape=shape)
    assert (shaped(one, "+4930123456"), shaped(one, "+442079460958")) == (near, far)


@pytest.mark.parametrize(
    ("country", "digits"),
    [
        ("US", "011442079460958"),
        ("AU", "0011442079460958"),
        ("JP", "010442079460958"),
        ("RU", "810442079460958"),
        ("BR", "00442079460958"),
        ("", "00442079460958"),
    ],
)
def test_numbers_abroad_are_dialled_as_the_trunks_country_does(country: str, digits: str):
    assert shaped(trunk(shape=NumberShape.NATIONAL, country=country), "+442079460958") == digits


@pytest.mark.parametrize(
    ("country", "number", "digits"),
    [("CA", "+14165551234", "4165551234"), ("KZ", "+77272581234", "87272581234")],
)
def test_a_country_that_shares_its_code_has_numbers_of_its_own(country: str, number: str, digits: str):
    assert shaped(trunk(shape=NumberShape.NATIONAL, country=country), number) == digits
