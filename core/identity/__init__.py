"""Who is who: registration tokens, nonces and user ids."""

from core.identity.names import is_user_id, user_id_from_name
from core.identity.nonces import NonceCache
from core.identity.token_errors import TokenError, TokenErrorCode, TokenFault
from core.identity.tokens import (
    TokenClaims,
    application_of_token,
    decode_secret,
    derive_key,
    is_application_key,
    sign_token,
    verify_token,
)

__all__ = [
    "NonceCache",
    "TokenClaims",
    "TokenError",
    "TokenErrorCode",
    "TokenFault",
    "application_of_token",
    "decode_secret",
    "derive_key",
    "is_application_key",
    "is_user_id",
    "sign_token",
    "user_id_from_name",
    "verify_token",
]
