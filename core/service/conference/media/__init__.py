"""Media of conference rooms: sound mixed for each member, pictures forwarded as they are."""
