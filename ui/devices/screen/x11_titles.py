"""The titles of X11 windows that Qt cannot read: it understands Latin-1 alone, and calls the rest by number.

Through libxcb, which Qt needs anyway: Xlib would end the process over a window that has just been closed.
"""

from __future__ import annotations

import ctypes
import logging
import re
from collections.abc import Iterable

log = logging.getLogger(__name__)

LONGEST_TITLE = 800
"""Bytes read of a title."""

_UNREAD = re.compile(r"Window 0x([0-9a-f]{1,8})")
_ANY_TYPE = 0
_BYTES = 8


class _Cookie(ctypes.Structure):
    """``xcb_get_property_cookie_t``, as all cookies."""

    _fields_ = [("sequence", ctypes.c_uint)]


class _Reply(ctypes.Structure):
    """The head of a reply: ``xcb_get_property_reply_t``; that of an atom has its atom in ``kind``."""

    _fields_ = [
        ("response_type", ctypes.c_uint8),
        ("bits", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("length", ctypes.c_uint32),
        ("kind", ctypes.c_uint32),
    ]


def window_number(description: str) -> int | None:
    """Return the X11 id in Qt's stand-in for a title; None for any other description."""
    found = _UNREAD.fullmatch(description)
    return int(found[1], 16) if found else None


def read_titles(numbers: Iterable[int]) -> dict[int, str]:
    """Return the titles (EWMH ``_NET_WM_NAME``) of windows by their X11 ids, as far as they have one.

    Takes a connection of its own to the display. Nothing is raised: where there is no X11, nothing is found.
    """
    wanted = list(numbers)
    if not wanted:
        return {}
    try:
        display = _Display()
    except OSError as error:
        log.info("window titles cannot be read: %s", error)
        return {}
    try:
        return {number: title for number in wanted if (title := display.title(number))}
    finally:
        display.close()


class _Display:
    """A connection to the X server. Raises OSError if there is none."""

    def __init__(self) -> None:
        self._xcb = xcb = ctypes.CDLL("libxcb.so.1")
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = [ctypes.c_void_p]
        xcb.xcb_connect.restype = ctypes.c_void_p
        for name in ("intern_atom", "get_property"):
            getattr(xcb, f"xcb_{name}").restype = _Cookie
            getattr(xcb, f"xcb_{name}_reply").restype = ctypes.POINTER(_Reply)
        xcb.xcb_get_property_value.restype = ctypes.c_void_p
        self._connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
        if xcb.xcb_connection_has_error(self._connection):
            self.close()
            raise OSError("no X server")
        self._name = self._atom(b"_NET_WM_NAME")

    def close(self) -> None:
        self._xcb.xcb_disconnect(self._connection)

    def title(self, number: int) -> str:
        cookie = self._xcb.xcb_get_property(
            self._connection,
            ctypes.c_uint8(0),
            ctypes.c_uint32(number),
            ctypes.c_uint32(self._name),
            ctypes.c_uint32(_ANY_TYPE),
            ctypes.c_uint32(0),
            ctypes.c_uint32(LONGEST_TITLE // 4),
        )
        reply = self._xcb.xcb_get_property_reply(self._connection, cookie, None)
        if not reply:
            return ""
        try:
            size = self._xcb.xcb_get_property_value_length(reply)
            start = self._xcb.xcb_get_property_value(reply)
            raw = ctypes.string_at(start, size) if reply.contents.bits == _BYTES and size > 0 else b""
        finally:
            self._free(reply)
        return raw.decode("utf-8", errors="ignore").strip()

    def _atom(self, name: bytes) -> int:
        cookie = self._xcb.xcb_intern_atom(
            self._connection, ctypes.c_uint8(0), ctypes.c_uint16(len(name)), name
        )
        reply = self._xcb.xcb_intern_atom_reply(self._connection, cookie, None)
        if not reply:
            return 0
        atom = int(reply.contents.kind)
        self._free(reply)
        return atom
