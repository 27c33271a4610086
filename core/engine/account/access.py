"""What opens one call service: where it is, who comes, and where registration tokens come from."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.calling import fetch_token, sign_locally
from core.service.process.launcher import EmbeddedService


@dataclass(frozen=True, slots=True)
class Access:
    """Where to register, as whom, and with what: a token, a token server, or a secret to sign with here."""

    url: str
    user_id: str
    application_key: str
    application_secret: str = field(default="", repr=False)
    token_url: str = ""
    given_token: str = field(default="", repr=False)

    @classmethod
    def to_embedded(cls, service: EmbeddedService, user_id: str, given_token: str = "") -> Access:
        """Return the way into the service that this app started itself."""
        return cls(
            service.url.removesuffix("/sip"),
            user_id,
            service.application_key,
            service.application_secret,
            given_token=given_token,
        )

    async def token(self) -> str:
        """Return a token. Raises ``CredentialsError`` when the token server gives none, ``TokenError``."""
        if self.given_token:
            return self.given_token
        if self.token_url:
            return await fetch_token(self.token_url, user_id=self.user_id)
        return sign_locally(self.application_key, self.application_secret)(self.user_id)
