"""Web Push from both ends: keys, encryption, signatures, and what a push about a call says. No I/O."""
