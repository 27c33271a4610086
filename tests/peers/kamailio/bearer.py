"""Registration tokens for Kamailio's app_python3, with python3-jwt of Debian 12: a KEMI script.

Runs inside Kamailio with the system's Python, not in our tests. ``service.cfg`` calls ``verify``,
``expired`` and ``ice_servers``; they answer in ``$var(error)``, ``$var(until)`` and ``$var(body)``.
"""

import base64
import hashlib
import hmac
import json
import re
import time
from datetime import UTC, datetime

import jwt
import KSR  # inside Kamailio only

APPLICATIONS = json.loads(r"""@APPLICATIONS@""")
TURN_SECRET = "@TURN_SECRET@"
TURN_URLS = json.loads(r"""@TURN_URLS@""")
TURN_TTL = 3600
SKEW = 30
MINIMUM_LIFETIME = 60
ISSUER = "//rtc.sinch.com/applications/"
INSTANCE = re.compile(r'\+sip\.instance="<?([^">]{1,128})>?"')
USER = re.compile(r"[A-Za-z0-9_=-]{1,255}")
UNCHECKED = {f"verify_{claim}": False for claim in ("exp", "iat", "nbf", "aud")}


class Refused(Exception):
    """A token that is not believed: a code for programs and a sentence for people."""


def claims_of(authorization):
    """Return application, user and payload of a bearer token, or raise ``Refused``."""
    token = authorization.partition(" ")[2].strip()
    try:
        header = jwt.get_unverified_header(token)
        payload = jwt.decode(token, options={"verify_signature": False})
        application = payload["iss"].removeprefix(ISSUER)
        prefix = f"{ISSUER}{application}/users/"
        user = payload["sub"].removeprefix(prefix)
        issued, expires, nonce = int(payload["iat"]), int(payload["exp"]), payload["nonce"]
        date = datetime.fromtimestamp(issued, UTC).strftime("%Y%m%d")
    except (jwt.PyJWTError, KeyError, ValueError, TypeError, AttributeError, OverflowError):
        raise Refused("malformed", "This is no registration token.") from None
    if header.get("alg") != "HS256" or header.get("kid") != f"hkdfv1-{date}":
        raise Refused("key-id", "The token was signed with a key of another day or kind.")
    if application not in APPLICATIONS or payload["iss"] != ISSUER + application:
        raise Refused("application", "The application key of the token is not known here.")
    if payload["sub"] != prefix + user or not USER.fullmatch(user):
        raise Refused("subject", "The token names no user of its application.")
    check_signature(token, application, date)
    check_times(issued, expires)
    if not isinstance(nonce, str) or not 0 < len(nonce) <= 128:
        raise Refused("nonce", "The token has no nonce.")
    return application, user, payload


def check_signature(token, application, date):
    """The key of a day is an HMAC of its date with the application's secret."""
    secret = base64.b64decode(APPLICATIONS[application])
    key = hmac.new(secret, date.encode(), hashlib.sha256).digest()
    try:
        jwt.decode(token, key, algorithms=["HS256"], options=UNCHECKED)
    except jwt.PyJWTError:
        raise Refused("signature", "The signature of the token is wrong: the secret is wrong.") from None


def check_times(issued, expires):
    """A token is for a while, from now."""
    now = time.time()
    if expires - issued < MINIMUM_LIFETIME:
        raise Refused("lifetime", "The token lives for less than a minute.")
    if issued > now + SKEW:
        raise Refused("not-yet-valid", "The token is from the future: a clock is wrong.")
    if now >= expires:
        raise Refused("expired", "The token has expired.")


def use_nonce(nonce, holder):
    """A token counts once; the device that showed it first may show it again."""
    known = KSR.htable.sht_get("nonces", nonce)
    if known is not None and known != holder:
        raise Refused("replayed", "The token was used before.")
    KSR.htable.sht_sets("nonces", nonce, holder)


def refuse(refused):
    """Leave the words of the challenge (RFC 6750) for the configuration."""
    code, sentence = refused.args
    words = f', error="invalid_token", error_code="{code}", error_description="{sentence}"'
    KSR.pv.sets("$var(error)", words)
    return -1


class Bearer:
    """What the configuration calls."""

    def child_init(self, rank):
        """Begin in one of Kamailio's processes."""
        return 0

    def verify(self, msg, authorization):
        """Judge the token of a REGISTER."""
        try:
            _, user, payload = claims_of(authorization)
            if user != KSR.pv.gete("$tU"):
                raise Refused("wrong-user", "The token is for another user.")
            found = INSTANCE.search(KSR.pv.gete("$ct"))
            use_nonce(payload["nonce"], found.group(1) if found else KSR.pv.gete("$ct"))
        except Refused as refused:
            return refuse(refused)
        KSR.pv.seti("$var(until)", int(payload["exp"]))
        return 1

    def expired(self, msg, nothing):
        """Say that the token of this connection has had its time."""
        return refuse(Refused("expired", "The token has expired."))

    def ice_servers(self, msg, authorization):
        """Make TURN credentials that coturn checks with ``use-auth-secret``."""
        KSR.pv.sets("$var(error)", "")
        try:
            _, user, _ = claims_of(authorization)
        except Refused as refused:
            return refuse(refused)
        name = f"{int(time.time()) + TURN_TTL}:{user}"
        made = hmac.new(TURN_SECRET.encode(), name.encode(), hashlib.sha1).digest()
        servers = []
        if TURN_URLS:
            credential = base64.b64encode(made).decode()
            servers.append({"urls": TURN_URLS, "username": name, "credential": credential})
        KSR.pv.sets("$var(body)", json.dumps({"ttl": TURN_TTL, "iceServers": servers}))
        return 1


def mod_init():
    """Make the object whose methods ``python_exec`` finds."""
    return Bearer()
