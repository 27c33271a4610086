"""Dialling a number: its keys, and its country."""
