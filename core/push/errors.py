"""What is wrong with a push message or subscription."""

from __future__ import annotations


class PushError(ValueError):
    """A message cannot be read, or a subscription not be used; the text holds no key and no address."""
