"""Messages that only the subscriber can read (RFC 8291, with the content coding ``aes128gcm`` of RFC 8188).

One record only: a push message never has two (RFC 8291 section 4).
"""

from __future__ import annotations

import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.push.errors import PushError
from core.push.keys import POINT_BYTES, ReceiverKeys, point_of, public_key_at

LARGEST_BODY = 4096
"""Bytes of an encrypted message that every push service takes (RFC 8030 section 7.2)."""
RECORD_SIZE = 4096
_SALT, _TAG = 16, 16
_HEADER = _SALT + 4 + 1
OVERHEAD = _HEADER + POINT_BYTES + _TAG + 1
LARGEST_MESSAGE = LARGEST_BODY - OVERHEAD
"""Bytes of what may be said."""
_LAST_RECORD = b"\2"


def encrypt(
    message: bytes, point: bytes, auth: bytes, *, salt: bytes, ephemeral: ec.EllipticCurvePrivateKey
) -> bytes:
    """Return ``message`` encrypted for the subscriber with this public key and secret.

    ``salt`` (16 bytes) and ``ephemeral`` must be new for each message. Raises ``PushError``.
    """
    if len(message) > LARGEST_MESSAGE:
        raise PushError(f"a push message may have {LARGEST_MESSAGE} bytes at most")
    shared = ephemeral.exchange(ec.ECDH(), public_key_at(point))
    sender = point_of(ephemeral.public_key())
    key, nonce = _derived(shared, auth, salt, receiver=point, sender=sender)
    sealed = AESGCM(key).encrypt(nonce, message + _LAST_RECORD, None)
    return salt + struct.pack("!LB", RECORD_SIZE, len(sender)) + sender + sealed


def decrypt(body: bytes, keys: ReceiverKeys) -> bytes:
    """Return the message in ``body``; raise ``PushError`` for what was not encrypted for ``keys``."""
    if not OVERHEAD <= len(body) <= LARGEST_BODY:
        raise PushError("an encrypted message of this length is none of ours")
    salt = body[:_SALT]
    record_size, id_length = struct.unpack("!LB", body[_SALT:_HEADER])
    sender, sealed = body[_HEADER : _HEADER + id_length], body[_HEADER + id_length :]
    if id_length != POINT_BYTES or record_size <= _TAG + 1 or len(sealed) > record_size:
        raise PushError("the header of an encrypted message cannot be read")
    shared = keys.private.exchange(ec.ECDH(), public_key_at(sender))
    receiver = point_of(keys.private.public_key())
    key, nonce = _derived(shared, keys.auth, salt, receiver=receiver, sender=sender)
    try:
        padded = AESGCM(key).decrypt(nonce, sealed, None)
    except InvalidTag as error:
        raise PushError("a message was encrypted for somebody else, or changed on its way") from error
    message = padded.rstrip(b"\0")
    if not message.endswith(_LAST_RECORD):
        raise PushError("the padding of a message is wrong")
    return message[:-1]


def _derived(
    shared: bytes, auth: bytes, salt: bytes, *, receiver: bytes, sender: bytes
) -> tuple[bytes, bytes]:
    """Return key and nonce (RFC 8291 section 3.4)."""
    secret = _hkdf(shared, auth, b"WebPush: info\0" + receiver + sender, 32)
    key = _hkdf(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    return key, _hkdf(secret, salt, b"Content-Encoding: nonce\0", 12)


def _hkdf(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)
