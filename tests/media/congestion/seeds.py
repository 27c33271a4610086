"""The seeds that calls in simulated time are tried with: one, or more by ``AHOY_SEEDS``.

``AHOY_SEEDS=20`` tries each such call with the seeds 1 to 20: to be done after a change of the controller,
since one seed can be lucky. A second or two for each test and seed.
"""

from __future__ import annotations

import os

_ASKED = int(os.environ.get("AHOY_SEEDS", "0"))

SEEDS = tuple(range(1, _ASKED + 1)) or (2,)
