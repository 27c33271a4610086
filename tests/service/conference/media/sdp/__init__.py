"""Tests of a member's description."""
