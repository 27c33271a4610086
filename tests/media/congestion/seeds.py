"""The seeds that calls in simulated time are tried with: two, or as many as ``AHOY_SEEDS`` says.

``AHOY_SEEDS=20`` tries each such call with the seeds 1 to 20: to be done after a change of the controller,
since one seed can be lucky. A second or two for each test and seed.
"""

from __future__ import annotations

import os

SEEDS = tuple(range(1, int(os.environ.get("AHOY_SEEDS", "2")) + 1))
