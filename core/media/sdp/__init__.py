"""Session descriptions: taken apart, checked, remembered, and written for the other end and for aiortc."""

from core.media.sdp.description import Glare, NothingAcceptable, SdpError
from core.media.sdp.ledger import SectionLedger

__all__ = ["Glare", "NothingAcceptable", "SdpError", "SectionLedger"]
