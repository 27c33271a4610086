"""Somebody who lets nobody in without a password: digest as a server has it (RFC 3261 22, RFC 7616)."""

from __future__ import annotations

import hashlib
import itertools

from core.sip.messages import Credentials, Request, Response, response_to

HASHES = {"MD5": "md5", "SHA-256": "sha256", "SHA-512-256": "sha512_256"}


class Gate:
    """Checks what a request proves. ``algorithms`` are asked for in this order, a header each."""

    def __init__(
        self,
        user: str = "alice",
        password: str = "secret",  # of a server that a test makes
        *,
        algorithms: tuple[str, ...] = ("SHA-256", "MD5"),
        is_proxy: bool = False,
        qop: str = "auth",
    ) -> None:
        self.user, self.password, self.realm = user, password, "the provider"
        self.algorithms, self.qop, self.is_proxy = algorithms, qop, is_proxy
        self.asked = 0
        self.used: list[Credentials] = []
        """What was accepted."""
        self._numbers = itertools.count(1)
        self._counts: dict[str, tuple[int, str]] = {}
        """By nonce that is good: the last count, and the answer that came with it."""

    def forget(self) -> None:
        """Let all that is proved with the nonces given so far be stale."""
        self._counts.clear()

    def stops(self, request: Request) -> Response | None:
        """Return the challenge to a request that proves nothing, or None."""
        shown = self._shown(request)
        proofs = [Credentials.parse(value) for value in shown]
        if any(self._is_right(proof, request) for proof in proofs):
            return None
        self.asked += 1
        nonce = f"nonce{next(self._numbers)}"
        self._counts[nonce] = (0, "")
        is_stale = any(self._is_right(proof, request, any_nonce=True) for proof in proofs)
        answer = response_to(request, 407 if self.is_proxy else 401, to_tag="gate")
        name = "Proxy-Authenticate" if self.is_proxy else "WWW-Authenticate"
        for algorithm in self.algorithms:
            parts = [f'realm="{self.realm}"', f'nonce="{nonce}"', f"algorithm={algorithm}"]
            parts += [f'qop="{self.qop}"'] if self.qop else []
            parts += ["stale=true"] if is_stale else []
            answer.headers.add(name, "Digest " + ", ".join(parts))
        return answer

    def _shown(self, request: Request) -> list[str]:
        return request.headers.getall("proxy-authorization" if self.is_proxy else "authorization")

    def _is_right(self, proof: Credentials, request: Request, *, any_nonce: bool = False) -> bool:
        nonce = proof.get("nonce") or ""
        if not any_nonce and nonce not in self._counts:
            return False
        algorithm = proof.get("algorithm") or "MD5"
        first = _hash(algorithm, self.user, self.realm, self.password)
        second = _hash(algorithm, request.method, proof.get("uri") or "")
        middle = (nonce,)
        if self.qop:
            middle = (nonce, proof.get("nc") or "", proof.get("cnonce") or "", proof.get("qop") or "")
        is_right = _hash(algorithm, first, *middle, second) == proof.get("response")
        is_right = is_right and proof.get("username") == self.user and proof.get("uri") == str(request.uri)
        if is_right and not any_nonce:
            self._count(nonce, proof)
        return is_right

    def _count(self, nonce: str, proof: Credentials) -> None:
        number, shown = int(proof.get("nc") or "0", 16), str(proof)
        before = self._counts[nonce]
        if before == (number, shown):
            return  # the same request once more
        assert number > before[0] or not self.qop, "a nonce count was used twice"
        self._counts[nonce] = (number, shown)
        self.used.append(proof)


def _hash(algorithm: str, *parts: str) -> str:
    return hashlib.new(HASHES[algorithm], ":".join(parts).encode()).hexdigest()
