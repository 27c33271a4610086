"""Who calls, as far as headers say it: vouched for, wished for, hidden, or called before."""

from __future__ import annotations

from core.sip.messages import IllegalValue, NameAddr, ParseError, Request, Uri

ASSERTED_HEADER = "P-Asserted-Identity"
"""Who it is, by the word of a server that is trusted (RFC 3325)."""
PREFERRED_HEADER = "P-Preferred-Identity"
"""Who the caller wants to be shown as."""
DIVERSION = "Diversion"
"""Who was called before the one who is called now (RFC 5806); the newest comes first."""
NOBODY = NameAddr(Uri("sip", "anonymous", "anonymous.invalid"), "Anonymous")
"""Who hides their number (RFC 3323 4.1.1.3)."""


def number_text(uri: Uri) -> str:
    """Return the number in a ``tel:`` or ``sip:`` URI as it is written there; empty without a user part."""
    if uri.scheme == "tel":
        return uri.opaque.partition(";")[0]
    return (uri.unescaped_user or "").partition(";")[0]


def preferred_number(request: Request) -> str:
    """Return the number that the caller wants to be shown as, as it is written; empty for none."""
    try:
        return number_text(NameAddr.parse(request.headers.get(PREFERRED_HEADER) or "").uri)
    except (ParseError, IllegalValue):
        return ""


def hides_caller(request: Request, *also: str) -> bool:
    """Whether who calls does not want to be known (RFC 3323); ``also``: what is taken for that wish, too."""
    wishes = ";".join(request.headers.getall("privacy")).lower().split(";")
    return any(wish.strip() in ("id", "user", *also) for wish in wishes)


def asserted(request: Request) -> NameAddr | None:
    """Return the first asserted identity that can be read."""
    for value in request.headers.getall(ASSERTED_HEADER):
        try:
            return NameAddr.parse(value)
        except ParseError:
            continue
    return None
