"""Whose a named pipe of Windows is. Anybody may make one of any name; the first decides who may listen there.

See "Named Pipe Security and Access Rights" and GetSecurityInfo in Microsoft's documentation. Qt makes the
user of the process the owner of a pipe that only this user may open (``QLocalServer.UserAccessOption``).
"""

from __future__ import annotations

import ctypes
from ctypes import byref, c_void_p, c_wchar_p
from typing import Any

_KERNEL_OBJECT = 6
_OWNER = 1
_TOKEN_QUERY = 8
_TOKEN_USER = 1


def is_own_pipe(handle: int, advapi32: Any, kernel32: Any) -> bool:
    """Whether the pipe open as ``handle`` is owned by the user of this process; False if nobody can tell.

    ``advapi32`` and ``kernel32`` are the libraries of those names.
    """
    owner = _pipe_owner(handle, advapi32, kernel32)
    return bool(owner) and owner == _process_user(advapi32, kernel32)


def _pipe_owner(handle: int, advapi32: Any, kernel32: Any) -> str:
    owner, descriptor = c_void_p(), c_void_p()
    told: tuple[Any, ...] = (byref(owner), None, None, None, byref(descriptor))
    if advapi32.GetSecurityInfo(c_void_p(handle), _KERNEL_OBJECT, _OWNER, *told) != 0:
        return ""
    try:
        return _words(owner, advapi32, kernel32)
    finally:
        kernel32.LocalFree(descriptor)


def _process_user(advapi32: Any, kernel32: Any) -> str:
    token = c_void_p()
    # Of ours there is a number that ctypes reads rightly: -1.
    if not advapi32.OpenProcessToken(c_void_p(kernel32.GetCurrentProcess()), _TOKEN_QUERY, byref(token)):
        return ""
    try:
        # TOKEN_USER: a pointer to the SID, which follows; 256 bytes are more than the longest takes.
        user = (ctypes.c_char * 256)()
        size = ctypes.c_ulong()
        if not advapi32.GetTokenInformation(token, _TOKEN_USER, user, len(user), byref(size)):
            return ""
        return _words(c_void_p.from_buffer(user), advapi32, kernel32)
    finally:
        kernel32.CloseHandle(token)


def _words(sid: c_void_p, advapi32: Any, kernel32: Any) -> str:
    """Return a SID as text, such as S-1-5-21-...; empty if it is none."""
    words = c_wchar_p()
    if not sid or not advapi32.ConvertSidToStringSidW(sid, byref(words)):
        return ""
    try:
        return words.value or ""
    finally:
        kernel32.LocalFree(words)
