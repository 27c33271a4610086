"""Why two ends could not agree on media, in words and with the right one to blame."""

from __future__ import annotations

from core.media.sdp import NothingAcceptable, SdpError


def negotiation_words(error: Exception) -> str:
    """Return what ``error`` means for the person, as the end of a sentence."""
    if isinstance(error, NothingAcceptable):
        return "the two sides have no audio or video format in common"
    detail = str(error) or type(error).__name__
    if isinstance(error, SdpError):
        return f"the other side's description of its sound and picture cannot be used ({detail})"
    return f"sound and picture could not be prepared on this machine ({detail})"
