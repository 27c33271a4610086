"""An hour of talking: does memory stay flat, does anything grow?"""
