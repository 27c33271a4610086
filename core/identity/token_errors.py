"""What can be wrong with a registration token, and whose fault it is."""

from __future__ import annotations

from enum import StrEnum


class TokenFault(StrEnum):
    """Who has to act for the token to become right."""

    ISSUER = "issuer"
    """Whoever signed the token: the application's backend, or the person who typed key and secret."""
    HOLDER = "holder"
    """Whoever presents it: the token is old or used up, a fresh one will do."""


class TokenErrorCode(StrEnum):
    """What exactly is wrong."""

    MALFORMED = "malformed"
    ALGORITHM = "algorithm"
    KEY_ID = "key-id"
    APPLICATION = "application"
    APPLICATION_DISABLED = "application-disabled"
    APPLICATION_REMOVED = "application-removed"
    SECRET = "secret"
    SIGNATURE = "signature"
    SUBJECT = "subject"
    USER_ID = "user-id"
    NONCE = "nonce"
    LIFETIME = "lifetime"
    NOT_YET_VALID = "not-yet-valid"
    EXPIRED = "expired"
    REPLAYED = "replayed"
    INSTANCE_EXPIRY = "instance-expiry"
    INSTANCE_EXPIRED = "instance-expired"


_SENTENCES = {
    TokenErrorCode.MALFORMED: "This is no registration token (a JSON Web Token).",
    TokenErrorCode.ALGORITHM: "The token is signed by another method than HS256.",
    TokenErrorCode.KEY_ID: "The token names a signing key (kid) that does not fit its date.",
    TokenErrorCode.APPLICATION: "The application key is not known here.",
    TokenErrorCode.APPLICATION_DISABLED: "The application is switched off at this call service.",
    TokenErrorCode.APPLICATION_REMOVED: "The application was removed from this call service.",
    TokenErrorCode.SECRET: "The application secret is incomplete: it must be base64 text of 8 bytes or more.",
    TokenErrorCode.SIGNATURE: "The application secret is wrong: the token is signed with another one.",
    TokenErrorCode.SUBJECT: "The token names no user, or a user of another application.",
    TokenErrorCode.USER_ID: "The token names a user id with characters that are not allowed.",
    TokenErrorCode.NONCE: "The token has no nonce of 1 to 128 characters.",
    TokenErrorCode.LIFETIME: "The token is made for less than 60 seconds.",
    TokenErrorCode.NOT_YET_VALID: "The token is dated in the future: a clock is wrong.",
    TokenErrorCode.EXPIRED: "The token has expired: get a new one; if it is new, a clock is wrong.",
    TokenErrorCode.REPLAYED: "The token has been used before: get a new one.",
    TokenErrorCode.INSTANCE_EXPIRY: "The token ends the registration before 48 hours are over.",
    TokenErrorCode.INSTANCE_EXPIRED: "The registration of this user on this device has ended.",
}

_HOLDERS_FAULTS = (TokenErrorCode.EXPIRED, TokenErrorCode.REPLAYED, TokenErrorCode.INSTANCE_EXPIRED)


class TokenError(ValueError):
    """A token that cannot be made or must not be accepted.

    ``code`` says what is wrong, ``fault`` who has to act, ``fields`` carries the values in question (never a
    secret, never the token). ``str()`` is a sentence for a person.
    """

    def __init__(self, code: TokenErrorCode, **fields: object) -> None:
        super().__init__(_SENTENCES[code])
        self.code = code
        self.fields = fields

    @property
    def fault(self) -> TokenFault:
        """Who has to act."""
        return TokenFault.HOLDER if self.code in _HOLDERS_FAULTS else TokenFault.ISSUER
