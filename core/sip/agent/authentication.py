"""What a user agent proves itself with: which request gets which credentials, and when to stop trying.

Bearer tokens go to the registrar (RFC 8898). Digest answers whoever asks, registrars and proxies, each realm
with its own nonce (RFC 3261 22, RFC 8760); a nonce that is known already is used without being asked again.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.sip.agent.exchange import Exchange
from core.sip.auth import (
    AnyCredentials,
    BearerToken,
    DigestCredentials,
    DigestSession,
    bearer_credentials,
    digest_challenges_in,
)
from core.sip.ids import Ids
from core.sip.messages import Challenge, ParseError, Request, Response
from core.sip.messages.authentication_values import parse_challenges

MAX_ATTEMPTS = 6
"""Times one request is sent: as it is, for each proxy and the far end, and for nonces that grew old."""

MAX_ANSWERS = 2
"""Times one request answers one realm: the second only because the nonce had grown old."""

MAX_REALMS = 16
"""Realms remembered; the oldest goes first."""

PROOF_OF = {"www-authenticate": "Authorization", "proxy-authenticate": "Proxy-Authorization"}
INFO_OF = {"authentication-info": "Authorization", "proxy-authentication-info": "Proxy-Authorization"}

Space = tuple[str, str]
"""A protection space: the header its proof stands in, and its realm."""


@dataclass(slots=True, eq=False)
class Protection:
    """What is known of one protection space."""

    challenge: Challenge
    session: DigestSession
    host: str
    """The host of the request that was challenged: a registrar's nonce is not shown to everybody."""


class Authenticator:
    """The credentials of a user agent and what was asked for them."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._credentials: AnyCredentials | None = None
        self._spaces: dict[Space, Protection] = {}
        self._refused: set[Space] = set()

    def use(self, credentials: AnyCredentials) -> None:
        """Prove ourselves with these from now on; raises IllegalValue for a token that no header can hold."""
        if isinstance(credentials, BearerToken):
            bearer_credentials(credentials)
        self._credentials = credentials
        self._spaces.clear()
        self._refused.clear()

    def forgive(self) -> None:
        """Try credentials once more that were refused: the owner asked for it."""
        self._refused.clear()

    def prepare(self, exchange: Exchange) -> None:
        """Put credentials into a request that is sent for the first time, where it is known to need them."""
        request, credentials = exchange.request, self._credentials
        if isinstance(credentials, BearerToken):
            if request.method == "REGISTER":
                request.headers.set("Authorization", bearer_credentials(credentials))
                exchange.tried.add(credentials.token)
            return
        for (header, realm), known in self._spaces.items():
            is_wanted = header != "Authorization" or known.host == request.uri.host
            if is_wanted and (header, realm) not in self._refused:
                exchange.proofs[header, realm] = self._proof(known, request)
        self._write(exchange.proofs, request)

    def answer(self, exchange: Exchange, response: Response) -> Request | None:
        """Return the request with what the challenges want, or None if it must not go again."""
        if exchange.attempts >= MAX_ATTEMPTS:
            return None
        request = exchange.request.copy()
        if isinstance(self._credentials, BearerToken):
            return self._answer_bearer(self._credentials, exchange, request, response)
        if not isinstance(self._credentials, DigestCredentials):
            return None
        asked = _asked_by(response)
        if not asked or not all(self._take(space, one, exchange) for space, one in asked.items()):
            return None
        for space in asked:
            exchange.proofs[space] = self._proof(self._spaces[space], request)
        self._write(exchange.proofs, request)
        return request

    def learn(self, response: Response) -> None:
        """Take the next nonce from an answer, if one is given (RFC 7615)."""
        for info, header in INFO_OF.items():
            for value in response.headers.getall(info):
                self._take_next(header, value)

    def is_told(self, response: Response) -> bool:
        """Whether the owner knows already that the credentials are refused by all who challenge here."""
        asked = _asked_by(response)
        return bool(asked) and all(space in self._refused and space in self._spaces for space in asked)

    def refuse(self, exchange: Exchange, response: Response) -> None:
        """Remember who refused: the same password is not tried there again on every request."""
        self._refused.update(space for space in _asked_by(response) if exchange.answered[space])

    # --- inside ---------------------------------------------------------------------------------------

    def _answer_bearer(
        self, token: BearerToken, exchange: Exchange, request: Request, response: Response
    ) -> Request | None:
        asked = any(one.scheme.lower() == "bearer" for one in response.challenges)
        if not asked or token.token in exchange.tried:
            return None
        exchange.tried.add(token.token)
        header = "Authorization" if response.status == 401 else "Proxy-Authorization"
        request.headers.set(header, bearer_credentials(token))
        return request

    def _take(self, space: Space, challenge: Challenge, exchange: Exchange) -> bool:
        """Remember a challenge; False if an answer of ours was refused by it."""
        is_stale = (challenge.get("stale") or "").lower() == "true"
        if space in self._refused or exchange.answered[space] >= (MAX_ANSWERS if is_stale else 1):
            return False
        exchange.answered[space] += 1
        credentials, known = self._credentials, self._spaces.get(space)
        if not isinstance(credentials, DigestCredentials):
            return False
        session = DigestSession(credentials, self._ids) if known is None else known.session
        while len(self._spaces) >= MAX_REALMS:
            self._spaces.pop(next(iter(self._spaces)))
        self._spaces[space] = Protection(challenge, session, exchange.request.uri.host)
        return True

    def _take_next(self, header: str, value: str) -> None:
        try:
            info = next(iter(parse_challenges([f"Digest {value}"])), None)
        except ParseError:
            return
        nonce = None if info is None else info.get("nextnonce")
        ours = [known for (kind, _), known in self._spaces.items() if kind == header]
        if nonce and len(ours) == 1:  # it does not say of which realm it is
            ours[0].challenge = ours[0].challenge.having_nonce(nonce)

    def _proof(self, known: Protection, request: Request) -> str:
        return str(known.session.answer(known.challenge, request.method, str(request.uri)))

    def _write(self, proofs: dict[Space, str], request: Request) -> None:
        for header in PROOF_OF.values():
            values = [proof for (kind, _), proof in proofs.items() if kind == header]
            if values:
                request.headers.setall(header, values)


def _asked_by(response: Response) -> dict[Space, Challenge]:
    """Return the strongest digest challenge of every realm that asks."""
    asked: dict[Space, Challenge] = {}
    for name, header in PROOF_OF.items():
        for challenge in digest_challenges_in(parse_challenges(response.headers.getall(name))):
            asked.setdefault((header, challenge.get("realm") or ""), challenge)
    return asked
