"""Tests of the conference rooms."""
