"""Tests of the state of rooms."""
