"""What sends and receives RTP for one track."""
