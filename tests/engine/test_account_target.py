"""What a person types who calls by an account at another provider."""

import pytest

from core.engine.account_calls import goes_by_account
from core.engine.account_target import target_by_account
from core.engine.dial_target import DialError, TargetKind


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("12", "12@pbx.example:5070"),
        (" +49 (30) 123-45 ", "+493012345@pbx.example:5070"),
        ("tel:030/1234", "0301234@pbx.example:5070"),
        ("*97", "*97@pbx.example:5070"),
        ("*21*5#", "*21*5%23@pbx.example:5070"),
        ("bob.smith", "bob.smith@pbx.example:5070"),
        ("bob@other.example", "bob@other.example"),
        ("sip:bob@other.example;transport=tcp", "bob@other.example;transport=tcp"),
    ],
)
def test_what_is_meant(text: str, address: str) -> None:
    target = target_by_account(text, "alice@pbx.example:5070")
    assert (target.kind, target.address) == (TargetKind.SIP, address)


@pytest.mark.parametrize("text", ["", "bob smith", "conf:room", "<x>", "a@", "@b", "bob@ö .example"])
def test_what_cannot_be_called(text: str) -> None:
    with pytest.raises(DialError):
        target_by_account(text, "alice@pbx.example")


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("112", ""),
        ("1 1 2", ""),
        ("1\u20111\u20112", ""),
        ("tel:112", ""),
        ("+112", ""),
        ("110", "DE"),
        ("999", "GB"),
        ("sip:112@pbx.example", ""),
        ("sips:110@pbx.example", "DE"),
        ("112@other.example", "SE"),
        ("%31%31%32@pbx.example", ""),
        ("sip:112;isub=1@pbx.example", ""),
    ],
)
def test_nobody_is_sent_for_help_by_an_account(text: str, region: str) -> None:
    with pytest.raises(DialError, match="use another telephone"):
        target_by_account(text, "alice@pbx.example", region)


@pytest.mark.parametrize(("text", "region"), [("110", ""), ("110", "GB"), ("sip:999@pbx.example", "DE")])
def test_what_is_an_emergency_number_elsewhere_is_an_extension(text: str, region: str) -> None:
    assert target_by_account(text, "alice@pbx.example", region).kind is TargetKind.SIP


def test_people_nearby_have_no_provider() -> None:
    with pytest.raises(DialError, match="nearby"):
        target_by_account(f"bob@{'a' * 52}.ahoy.invalid", "alice@pbx.example")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", True),
        ("+49 30 123", True),
        ("*97#", True),
        ("bob@pbx.example", True),
        ("sip:bob@pbx.example", True),
        ("bob", False),
        ("conf:room", False),
        ("echo", False),
        (f"bob@{'a' * 52}.ahoy.invalid", False),
        ("", False),
    ],
)
def test_what_a_chosen_account_is_for(text: str, expected: bool) -> None:
    assert goes_by_account(text) is expected
