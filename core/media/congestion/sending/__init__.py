"""What is made of an estimate: who may send how much, when each packet leaves, how large pictures are."""
