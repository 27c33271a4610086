"""The sizes beyond which a SIP message is refused; a peer's input is bounded here and nowhere else."""

from __future__ import annotations

MAX_MESSAGE_BYTES = 65_536
"""Bytes of one whole message (start line, headers and body); 513 beyond."""

MAX_HEADERS = 256
"""Header lines of one message."""

MAX_HEADER_CHARACTERS = 8_192
"""Characters of one header value after unfolding."""

MAX_HEADER_NAME_CHARACTERS = 128
"""Characters of one header name."""

MAX_METHOD_CHARACTERS = 64
"""Characters of a method name."""

MAX_REASON_CHARACTERS = 512
"""Characters of a reason phrase."""

MAX_URI_CHARACTERS = 2_048
"""Characters of one URI; 414 beyond, in a request line."""

MAX_PARAMETERS = 64
"""Parameters of one header value or one URI."""

MAX_LIST_ITEMS = 128
"""Values of one list header (Via, Contact, Route, ...), over all its lines."""

MAX_COMMENT_DEPTH = 8
"""Parentheses inside parentheses in a comment (RFC 3261 25.1)."""

MAX_CSEQ = 2**31 - 1
"""The largest CSeq number (RFC 3261 8.1.1.5)."""

MAX_DELTA_SECONDS = 2**32 - 1
"""The largest number of seconds in Expires and Retry-After (RFC 3261 20.19)."""
