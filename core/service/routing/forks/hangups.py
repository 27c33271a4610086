"""Ending a dialog on an end's behalf: an answer that came too late, or an operator who ends a call."""

from __future__ import annotations

from core.service.routing.calls import CallEnd
from core.sip.messages import Headers, ParseError, Reason, Request, Response

_COPIED = ("From", "Call-ID")


def bye_for(receiver: CallEnd, sender: CallEnd, call_id: str, reason: Reason) -> Request:
    """Return a BYE to ``receiver`` in the name of ``sender``; raise ParseError without a Contact.

    It carries no Route: it is sent on the receiver's own flow.
    """
    if receiver.contact is None:
        raise ParseError("the other end gave no Contact")
    headers = Headers([("Max-Forwards", "70")])
    for name, value in (("From", sender.address), ("To", receiver.address), ("Reason", reason)):
        headers.add(name, value)
    headers.add("Call-ID", call_id)
    headers.add("CSeq", f"{sender.cseq + 1} BYE")
    return Request("BYE", receiver.contact, headers)


def hang_up_requests(invite: Request, answer: Response) -> tuple[Request, Request]:
    """Return ACK and BYE for the dialog that ``answer`` (2xx) made; raise ParseError without a Contact.

    Neither carries a Route: they are sent on the flow the answer came from.
    """
    contact = answer.contact
    if contact is None:
        raise ParseError("Contact missing in a 2xx")
    number = invite.cseq.number
    reason = Reason("SIP", 200, "Call completed elsewhere")
    ack, bye = (
        Request(method, contact.uri, _headers(invite, answer, f"{cseq} {method}"))
        for method, cseq in (("ACK", number), ("BYE", number + 1))
    )
    bye.headers.add("Reason", reason)
    return ack, bye


def _headers(invite: Request, answer: Response, cseq: str) -> Headers:
    headers = Headers([("Max-Forwards", "70")])
    for name in _COPIED:
        headers.add(name, invite.headers.get(name) or "")
    headers.add("To", answer.headers.get("To") or "")
    headers.add("CSeq", cseq)
    return headers
