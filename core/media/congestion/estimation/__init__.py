"""What the arrivals say about the way: delay, loss, throughput, and the estimate made of them."""
