"""Tests of the media parts that gateway and rooms share."""
