"""Where registration tokens come from: the user's backend, or (for trying out only) a secret typed here.

Both serve ``onCredentialsRequired``::

    token = await fetch_token("https://example.org/token", user_id="alice")
    registration.register(token)
"""

from __future__ import annotations

import json
import ssl
import time
import uuid
from collections.abc import Callable

from core.calling.signalling.fetching import FetchError, fetch
from core.identity import sign_token
from core.sentences import sentence

_TOKEN_LIMIT = 4096
_MEMBERS = ("token", "jwt", "access_token")


class CredentialsError(Exception):
    """No token could be had; ``str()`` is a sentence that says whose fault it is.

    ``is_permanent``: asking again the same way is no use.
    """

    def __init__(self, message: str, *, is_permanent: bool = False) -> None:
        super().__init__(message)
        self.is_permanent = is_permanent


async def fetch_token(
    token_url: str, *, user_id: str, context: ssl.SSLContext | None = None, patience: float = 10.0
) -> str:
    """Get a token for ``user_id`` from the user's backend.

    POSTs ``{"userId": ...}`` as JSON to ``token_url`` (HTTPS; HTTP on this machine only) and takes the body
    as the token, or the member ``token`` (or ``jwt``, ``access_token``) of a JSON object. Redirects are not
    followed, 64 KiB are read at most, ``patience`` seconds are waited. Raises ``CredentialsError``.
    """
    try:
        body = await fetch(
            token_url, method="POST", json_body={"userId": user_id}, context=context, patience=patience
        )
    except FetchError as error:
        said = sentence("Your token server gave no token. {error}", error=error)
        raise CredentialsError(said, is_permanent=error.is_permanent) from error
    token = _token_in(body)
    if len(token) > _TOKEN_LIMIT or token.count(".") != 2 or not token.isascii() or " " in token:
        raise CredentialsError(sentence("Your token server answered with something that is no token."))
    return token


def sign_locally(
    key: str,
    secret: str,
    *,
    wall_clock: Callable[[], float] = time.time,
    new_nonce: Callable[[], str] = lambda: uuid.uuid4().hex,
) -> Callable[[str], str]:
    """Return a function that signs a token for a user id on this machine: for trying out only.

    Whoever has this machine has the secret, and with it every user of the application. The function raises
    ``core.identity.TokenError``.
    """

    def sign(user_id: str) -> str:
        return sign_token(key, secret, user_id, now=wall_clock(), nonce=new_nonce())

    return sign


def _token_in(body: bytes) -> str:
    text = body.decode("utf-8", errors="replace").strip()
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if isinstance(value, dict):
        value = next((value[name] for name in _MEMBERS if name in value), "")
    return value.strip() if isinstance(value, str) else ""
