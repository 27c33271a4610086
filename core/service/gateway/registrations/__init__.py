"""Being registered at servers of classic SIP, as any phone is: accounts of users, and trunks."""
