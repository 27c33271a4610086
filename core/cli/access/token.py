"""``main.py token``: sign a registration token and print it."""

from __future__ import annotations

import argparse
import secrets
import sys
import time
import uuid

from core.cli.access.secrets import SecretError, read_secret
from core.cli.exit_codes import ExitCode
from core.cli.places import profile_dir, service_data_dir
from core.identity import is_application_key, is_user_id, sign_token
from core.service.data.application_keys import load_application_key
from core.service.errors import ServiceError


def print_token(arguments: argparse.Namespace) -> int:
    """Print a token for ``--user``, signed with the given secret or the embedded service's own."""
    try:
        key, secret = _key_and_secret(arguments)
        if not is_user_id(arguments.user):
            raise SecretError(f"{arguments.user!r} is no user id: 1 to 255 of A-Z a-z 0-9 - _ =.")
        token = sign_token(key, secret, arguments.user, now=time.time(), nonce=uuid.uuid4().hex)
    except (SecretError, ServiceError, ValueError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return ExitCode.USAGE
    print(token)  # noqa: T201
    return ExitCode.OK


def _key_and_secret(arguments: argparse.Namespace) -> tuple[str, str]:
    secret = read_secret(arguments.app_secret, arguments.password_file)
    if secret and not arguments.app_key:
        raise SecretError("An application secret needs its --app-key.")
    if arguments.app_key and not secret:
        raise SecretError("An application key needs its secret: --app-secret or --password-file.")
    if arguments.app_key and not is_application_key(arguments.app_key):
        raise SecretError(f"{arguments.app_key!r} is no application key (a lower-case UUID).")
    if secret:
        return arguments.app_key, secret
    application = load_application_key(service_data_dir(profile_dir(arguments.profile)), secrets.token_bytes)
    return application.key, application.secret
