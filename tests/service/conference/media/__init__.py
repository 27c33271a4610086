"""Tests of the media of conference rooms."""
