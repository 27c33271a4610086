"""Encoders and decoders behind one small interface."""
