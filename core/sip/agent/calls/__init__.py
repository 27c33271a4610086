"""The parts of a call: its states, its ringing, changes to it, its ACKs, referrals to somebody else."""
