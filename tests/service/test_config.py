"""Limits given by name, and what is no limit."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.service.config import Limits, limits_from
from core.service.errors import ServiceError, ServiceProblem

NAMES = [each.name for each in fields(Limits)]


def test_named_limits_are_changed_and_no_others() -> None:
    changed = limits_from(["flows=7", "flow_wait=2.5", "flows=9"])
    assert (changed.flows, changed.flow_wait) == (9, 2.5)
    same = {name: getattr(changed, name) for name in NAMES if name not in ("flows", "flow_wait")}
    assert same == {name: getattr(Limits(), name) for name in same}
    assert limits_from([]) == Limits()


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_can_be_given(name: str) -> None:
    made = getattr(limits_from([f"{name}=3"]), name)
    assert made == 3 and type(made) is type(getattr(Limits(), name))


@pytest.mark.parametrize(
    "text",
    ["", "=", "flows", "flows=", "flows=x", "flows=1.5", "flows=-1", "flows=1e99", "flow_wait=inf",
     "nobody=1", "flow_wait=nan", "__class__=1", "flows=9999999999999"],
)  # fmt: skip
def test_what_is_no_limit_is_named(text: str) -> None:
    with pytest.raises(ServiceError, match="is no limit: write NAME=NUMBER") as caught:
        limits_from([text])
    assert caught.value.problem is ServiceProblem.CONFIGURATION


@given(st.lists(st.text(max_size=20), max_size=4))
def test_any_text_is_a_limit_or_a_sentence(texts: list[str]) -> None:
    try:
        assert isinstance(limits_from(texts), Limits)
    except ServiceError as error:
        assert str(error).endswith(".")
