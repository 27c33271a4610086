"""Tests of sound in the call service."""
