"""Whose a pipe is, told by libraries that are like those of Windows as far as they are asked."""

from __future__ import annotations

import ctypes
from ctypes import addressof, c_void_p, c_wchar_p, cast, create_string_buffer, create_unicode_buffer
from typing import Any

import pytest

from core.instance.pipe_owner import is_own_pipe

HANDLE, PROCESS, TOKEN = 0x1234_5678_9ABC, -1, 77
ME, SOMEBODY = "S-1-5-21-1-2-3-1001", "S-1-5-21-1-2-3-1002"


def value_of(argument: Any) -> int:
    """Return what a pointer or a handle of a call is."""
    return int(getattr(argument, "value", argument) or 0)


class FakeKernel32:
    """Counts what is given back."""

    def __init__(self) -> None:
        self.freed: list[int] = []
        self.closed: list[int] = []

    def GetCurrentProcess(self) -> int:
        return PROCESS

    def LocalFree(self, memory: Any) -> None:
        self.freed.append(cast(memory, c_void_p).value or 0)

    def CloseHandle(self, handle: Any) -> None:
        self.closed.append(value_of(handle))


class FakeAdvapi32:
    """One pipe, one token; SIDs are the text itself. ``fails`` names the functions that do not work."""

    def __init__(self, owner: str, *fails: str) -> None:
        self.fails = fails
        self.lent: list[int] = []
        self._sids = {"pipe": create_string_buffer(owner.encode()), "user": create_string_buffer(ME.encode())}
        self._memory: list[Any] = []

    def GetSecurityInfo(self, handle: Any, kind: int, what: int, owner: Any, *rest: Any) -> int:
        assert (value_of(handle), kind, what) == (HANDLE, 6, 1)
        assert rest[:3] == (None, None, None)
        if "GetSecurityInfo" in self.fails:
            return 5
        owner._obj.value = addressof(self._sids["pipe"])
        rest[3]._obj.value = self._lend(create_string_buffer(8))
        return 0

    def OpenProcessToken(self, process: Any, access: int, token: Any) -> int:
        assert access == 8 and process.value == c_void_p(PROCESS).value
        token._obj.value = TOKEN
        return "OpenProcessToken" not in self.fails

    def GetTokenInformation(self, token: Any, what: int, room: Any, length: int, size: Any) -> int:
        assert (value_of(token), what, length) == (TOKEN, 1, 256)
        if "GetTokenInformation" in self.fails:
            return 0
        c_void_p.from_buffer(room).value = addressof(self._sids["user"])
        return 1

    def ConvertSidToStringSidW(self, sid: Any, words: Any) -> int:
        if "ConvertSidToStringSidW" in self.fails:
            return 0
        text = create_unicode_buffer(ctypes.string_at(sid).decode())
        words._obj.value = cast(self._lend(text), c_wchar_p).value
        return 1

    def _lend(self, memory: ctypes.Array[Any]) -> int:
        self._memory.append(memory)
        self.lent.append(addressof(memory))
        return self.lent[-1]


@pytest.mark.parametrize(("owner", "is_own"), [(ME, True), (SOMEBODY, False)])
def test_only_a_pipe_of_this_user_is_spoken_to(owner: str, is_own: bool) -> None:
    advapi32, kernel32 = FakeAdvapi32(owner), FakeKernel32()
    assert is_own_pipe(HANDLE, advapi32, kernel32) is is_own
    assert kernel32.closed == [TOKEN]
    assert len(kernel32.freed) == 3  # the descriptor, and a text of each


@pytest.mark.parametrize(
    "fails", ["GetSecurityInfo", "OpenProcessToken", "GetTokenInformation", "ConvertSidToStringSidW"]
)
def test_nobody_can_tell(fails: str) -> None:
    advapi32, kernel32 = FakeAdvapi32(ME, fails), FakeKernel32()
    assert not is_own_pipe(HANDLE, advapi32, kernel32)
    assert kernel32.closed == ([TOKEN] if fails == "GetTokenInformation" else [])
