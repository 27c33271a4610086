"""What is said of codecs and to clients in descriptions. No I/O."""
