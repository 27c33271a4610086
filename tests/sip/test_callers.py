from __future__ import annotations

import pytest

from core.sip.callers import PREFERRED_HEADER, number_text, preferred_number
from core.sip.messages import Request, Uri


def test_the_number_in_an_address() -> None:
    assert number_text(Uri.parse("tel:+49-30;ext=1")) == "+49-30"
    assert number_text(Uri.parse("sip:+49%2030;x=1@h")) == "+49 30" and number_text(Uri.parse("sip:h")) == ""


@pytest.mark.parametrize(
    ("header", "number"),
    [
        (None, ""),
        ("", ""),
        ("<sip:+4930100002@ours;user=phone>", "+4930100002"),
        ('"Ada" <tel:+4930100002>', "+4930100002"),
        ("<sip:ours>", ""),
        ("nonsense <", ""),
    ],
)
def test_the_number_that_a_caller_wants_to_be_shown_as(header: str | None, number: str) -> None:
    request = Request("INVITE", Uri.parse("sip:bob@ours"))
    if header is not None:
        request.headers.add(PREFERRED_HEADER, header)
    assert preferred_number(request) == number
