"""What is sent of one media section: its source, its encoder, its packets and what comes back of them."""
