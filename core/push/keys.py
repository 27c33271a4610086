"""Keys on the curve P-256: of who receives (RFC 8291) and of who sends (RFC 8292)."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from core.push.errors import PushError
from core.push.texts import from_text, to_text

POINT_BYTES, SCALAR_BYTES, AUTH_BYTES = 65, 32, 16
_CURVE = ec.SECP256R1()


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """Return a public key as an uncompressed point, 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def public_key_at(point: bytes) -> ec.EllipticCurvePublicKey:
    """Return the key of an uncompressed point on the curve; raise ``PushError`` for anything else."""
    if len(point) != POINT_BYTES or point[0] != 4:
        raise PushError("a public key must be an uncompressed point of 65 bytes")
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
    except ValueError as error:
        raise PushError("a public key is not on the curve") from error


def private_key_from(scalar: bytes) -> ec.EllipticCurvePrivateKey:
    """Return the private key of 32 bytes, as they are kept; raise ``PushError`` for what is no key."""
    try:
        return ec.derive_private_key(int.from_bytes(scalar, "big"), _CURVE)
    except ValueError as error:
        raise PushError("these bytes are no private key") from error


def scalar_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return a private key as 32 bytes."""
    return key.private_numbers().private_value.to_bytes(SCALAR_BYTES, "big")


def new_private_key() -> ec.EllipticCurvePrivateKey:
    """Return a new random private key."""
    return ec.generate_private_key(_CURVE)


@dataclass(frozen=True, slots=True)
class ReceiverKeys:
    """What a subscription's messages are encrypted for: a private key and 16 secret bytes."""

    private: ec.EllipticCurvePrivateKey = field(repr=False)
    auth: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.auth) != AUTH_BYTES:
            raise PushError("the secret of a subscription must be 16 bytes")

    @property
    def p256dh(self) -> str:
        """The public key as a sender is told."""
        return to_text(point_of(self.private.public_key()))

    @property
    def auth_text(self) -> str:
        """The secret as a sender is told."""
        return to_text(self.auth)

    def to_text(self) -> str:
        """Return both as one line for a key store."""
        return f"{to_text(scalar_of(self.private))}.{self.auth_text}"

    @classmethod
    def from_text(cls, text: str) -> ReceiverKeys:
        """Read what ``to_text`` wrote; raise ``PushError``."""
        scalar, dot, auth = text.partition(".")
        key = from_text(scalar)
        if not dot or len(key) != SCALAR_BYTES:
            raise PushError("the keys of the subscription cannot be read")
        return cls(private_key_from(key), from_text(auth))
