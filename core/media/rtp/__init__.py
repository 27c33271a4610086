"""RTP of one media section: what sends it, what receives it, and what both know of its headers."""
