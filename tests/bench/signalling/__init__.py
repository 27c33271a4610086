"""What a call service takes and how much of it: ours and Kamailio, under the same load, in the same run."""
