"""Tests of the pictures of a room."""
