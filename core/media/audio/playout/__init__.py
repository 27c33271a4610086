"""From packets to a steady stream of sound: order, delay, concealment, comfort noise, time stretching."""
