"""The notification of a call that rings: the window's and the agent's are the same."""

from __future__ import annotations

from core.desktop.notifications import Button, Notification, Urgency
from core.sentences import joined, sentence

ANSWER, DECLINE = "answer", "decline"


def ringing_notification(
    key: str, name: str, *, is_video: bool, account: str = "", remark: str = "", rings: bool = False
) -> Notification:
    """Return what is shown of a call by ``name``, to one's own ``account`` where there are several.

    ``remark`` is one more sentence about it; ``rings`` asks the desktop for the sound.
    """
    words = _words(is_video, account)
    body = joined((words, remark), ". ") if remark else words
    buttons = (Button(ANSWER, sentence("Answer")), Button(DECLINE, sentence("Decline")))
    return Notification(key, name, body, buttons, Urgency.CALL, rings)


def _words(is_video: bool, account: str) -> str:
    if is_video and account:
        return sentence("Incoming video call for {account}", account=account)
    if account:
        return sentence("Incoming call for {account}", account=account)
    return sentence("Incoming video call") if is_video else sentence("Incoming call")
