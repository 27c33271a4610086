"""Tests of the calls of members."""
