"""What a person may type to use another call service: pure checks, each with a sentence."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from core.network.host_names import TOO_LONG, is_possible_host
from core.sentences import sentence

_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_address(url: str, schemes: tuple[str, ...]) -> bool:
    """Whether ``url`` has one of the schemes and names a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in schemes and bool(parts.hostname)
    except ValueError:
        return False


def host_problem(url: str) -> str:
    """Say why the host of an address cannot exist; empty if it can."""
    host = urlsplit(url).hostname or ""
    return "" if is_possible_host(host) else sentence("There can be no such host: {reason}.", reason=TOO_LONG)


def form_problem(url: str, user_id: str, key: str, secret: str, token_url: str) -> str:
    """Say what is missing or wrong in the form for an own service, empty when it can be used."""
    if not is_address(url, ("https", "wss", "http", "ws")):
        return sentence("The service address starts with https:// or wss:// and names a host.")
    if problem := host_problem(url):
        return problem
    if not user_id:
        return sentence("Give the user id that this service knows you by.")
    if not key:
        return sentence("Give the application key.")
    if not _KEY.fullmatch(key):
        return sentence(
            "The application key is a UUID in lower case, such as 0b9c4e1a-7f52-4d3b-9a68-2f1e5c7d8a90."
        )
    if bool(secret) == bool(token_url):
        return sentence("Give either the application secret or the address that hands out tokens.")
    if token_url and not is_address(token_url, ("https",)):
        return sentence("The token address starts with https:// and names a host.")
    return host_problem(token_url) if token_url else ""


def account_problem(url: str, user: str, password: str, domain: str) -> str:
    """Say what is missing or wrong in the form for a SIP account, empty when it can be used."""
    if not is_address(url, ("wss", "ws")):
        return sentence(
            "The server address starts with wss:// and names a host, for example wss://sip.example.org:7443/ws."
        )
    if problem := host_problem(url):
        return problem
    if not user:
        return sentence("Give the user name of your account.")
    if "@" in user or any(not letter.isprintable() or letter.isspace() for letter in user):
        return sentence(
            "The user name is the part before the @, without spaces; the part after it is the domain."
        )
    if not password:
        return sentence("Give the password of your account.")
    if (domain and not is_address(f"sip://{domain}", ("sip",))) or any(letter in domain for letter in "/@ "):
        return sentence("The domain is a name such as example.org, or empty where it is that of the server.")
    return ""


def provider_problem(address: str, password: str, proxy: str, stun: str = "", *, is_new: bool) -> str:
    """Say what is missing or wrong in the form for an account at a provider, empty when it can be used."""
    user, at, host = address.rpartition("@")
    if not user or not at or not is_address(f"sip://{host}", ("sip",)) or any(c in host for c in "/ ;?"):
        return sentence("The address of an account looks like alice@example.org.")
    if is_new and not password:
        return sentence("Give the password of the account.")
    if proxy and not _is_server(proxy):
        return sentence("An outbound proxy looks like proxy.example.org or proxy.example.org:5060.")
    if stun and not _is_server(stun.removeprefix("stun:")):
        return sentence("A STUN server looks like stun.example.org or stun.example.org:3478.")
    return ""


def _is_server(text: str) -> bool:
    """Whether ``text`` is ``HOST`` or ``HOST:PORT``."""
    try:
        port = urlsplit(f"sip://{text}").port
    except ValueError:
        return False
    return port != 0 and is_address(f"sip://{text}", ("sip",)) and not any(c in text for c in "/@ ;?")
