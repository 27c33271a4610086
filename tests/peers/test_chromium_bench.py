"""A browser as an end of the bench: what it is given comes out again, and is measured as at ours."""

from __future__ import annotations

import pytest

from tests.bench.network.call import PROGRAMS
from tests.bench.network.ends.chromium import is_installed
from tests.bench.network.line.impairment import Conditions, Schedule
from tests.bench.network.line.relay_process import RelayProcess
from tests.bench.network.scenes import SMALL, Scene
from tests.bench.network.scoring.scores import score
from tests.peers.conftest import need

pytestmark = pytest.mark.timeout(120)

DELAY = 0.05


@pytest.mark.parametrize("size", [SMALL, None], ids=["pictures", "sound"])
async def test_a_browser_s_call_over_the_relay_is_scored(size: tuple[int, int] | None) -> None:
    need("chromium")
    assert is_installed()
    line = Schedule((0.0, Conditions(delay=DELAY)))
    with RelayProcess(line, line, 1) as relay:
        recording = await PROGRAMS["chromium"](Scene("test", "test", 6.0, line, size), relay)
    scores = score(recording, DELAY)
    assert scores.lost_speech is not None and scores.lost_speech < 0.05
    assert scores.mouth_to_ear_p50 is not None and 50 <= scores.mouth_to_ear_p50 < 400
    assert scores.concealed is not None and scores.concealed < 0.1
    if size is None:
        assert scores.freezes is None
        return
    assert recording.screen is not None and recording.screen.unreadable <= 3
    assert scores.psnr is not None and scores.psnr > 28
    assert scores.frame_delay_p50 is not None and 50 <= scores.frame_delay_p50 < 300
    assert scores.frames_per_second is not None and scores.frames_per_second > 15
    assert scores.kilobits_per_second > 100
