"""What an INVITE says about who calls, and whom to believe."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calling.ports import Invitation
from core.calling.signalling.sip_leg import read_invitation
from core.sip.agent.invite_session import InviteSession
from core.sip.messages import IllegalValue, NameAddr, Request, Uri


def invitation(from_: str = "<sip:alice@example.org>;tag=1", **headers: str) -> Invitation:
    """Read an INVITE from ``from_`` with more headers (``_`` stands for ``-``)."""
    request = Request("INVITE", Uri.parse("sip:bob@example.org"), body=b"m=audio 9 X")
    for name, value in headers.items():
        request.headers.add(name.replace("_", "-"), value)
    session: Any = SimpleNamespace(
        request=request, remote=NameAddr.parse(from_), call_id="call-1", referred_by=None
    )
    return read_invitation(cast(InviteSession, session), "example.org")


@pytest.mark.parametrize(
    ("from_", "user_id"),
    [
        ("<sip:alice@example.org>", "alice"),
        ("<sip:alice@EXAMPLE.org>", "alice"),
        ("<sip:al%69ce@example.org>", "alice"),
        ("<sip:alice@elsewhere.org>", "alice@elsewhere.org"),
        ("<sip:example.org>", "example.org"),
    ],
)
def test_who_calls(from_: str, user_id: str) -> None:
    found = invitation(from_)
    assert (found.user_id, found.is_verified) == (user_id, True)


def test_the_service_is_believed_before_the_caller() -> None:
    found = invitation('"Boss" <sip:boss@example.org>', P_Asserted_Identity="<sip:eve@example.org>")
    assert found.user_id == "eve"


@pytest.mark.parametrize(
    "value", ["", "nonsense", "<sip:>", "<tel:+4612>", "<sip:a@b>, <sip:c@d>", "<sip:a@b"]
)
def test_an_assertion_that_cannot_be_used_is_left_out(value: str) -> None:
    assert invitation(P_Asserted_Identity=value).user_id == "alice"


def test_a_caller_nearby_is_not_verified() -> None:
    found = invitation("<sip:bob@k3y.ahoy.invalid>", P_Ahoy_Unverified="lan")
    assert (found.user_id, found.is_verified) == ("bob@k3y.ahoy.invalid", False)


def test_display_name_is_made_fit_to_show() -> None:
    assert invitation(f'"{"x" * 500}" <sip:a@b>').display_name == "x" * 100


@given(st.text(max_size=60))
def test_any_headers(value: str) -> None:
    try:
        found = invitation(P_Asserted_Identity=value, X_Ahoy_Headers=value)
    except IllegalValue:
        return
    assert found.user_id and found.headers is not None
