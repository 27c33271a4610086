"""Receivers in simulated time: the playout of sound and the repair of pictures, ours and stock aiortc's."""
