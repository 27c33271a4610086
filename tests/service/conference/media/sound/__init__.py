"""Tests of the sound of a room."""
