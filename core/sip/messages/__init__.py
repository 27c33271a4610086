"""SIP messages: parsing, checking and writing (RFC 3261 7, 20 and 25; RFC 4475)."""

from .addresses import ContactList, NameAddr, parse_addresses
from .authentication_values import Challenge, Credentials, parse_challenges
from .checks import check_options, check_request, check_response
from .errors import IllegalValue, ParseError, SipError
from .header_values import (
    MAGIC_COOKIE,
    CSeq,
    MediaType,
    RAck,
    Reason,
    RetryAfter,
    Via,
    essence_of,
    parse_tokens,
    parse_vias,
)
from .headers import Headers, canonical
from .message import Message, Request, Response
from .parameters import Parameters
from .parser import parse_message
from .responses import response_to, response_to_error
from .status_codes import reason_phrase
from .uri import Uri

__all__ = [
    "MAGIC_COOKIE",
    "CSeq",
    "Challenge",
    "ContactList",
    "Credentials",
    "Headers",
    "IllegalValue",
    "MediaType",
    "Message",
    "NameAddr",
    "Parameters",
    "ParseError",
    "RAck",
    "Reason",
    "Request",
    "Response",
    "RetryAfter",
    "SipError",
    "Uri",
    "Via",
    "canonical",
    "check_options",
    "check_request",
    "check_response",
    "essence_of",
    "parse_addresses",
    "parse_challenges",
    "parse_message",
    "parse_tokens",
    "parse_vias",
    "reason_phrase",
    "response_to",
    "response_to_error",
]
