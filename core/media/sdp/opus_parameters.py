"""What a description says of the Opus its author wants to receive (RFC 7587 section 6.1)."""

from __future__ import annotations

from core.media.codecs.opus_adaptation import OpusWishes, read_wishes
from core.media.sdp.comparison import codec_names
from core.media.sdp.description import Section


def opus_wishes(section: Section) -> OpusWishes:
    """Return the wishes in ``section``: those of the first Opus in it, or none."""
    names = codec_names(section)
    number = next((number for number, name in names.items() if name.startswith("opus/")), "")
    values = (value.partition(" ") for value in section.values("fmtp"))
    fmtp = next((value for key, _, value in values if key == number), "")
    return read_wishes(fmtp, section.value("maxptime"))
