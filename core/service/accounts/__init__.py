"""Accounts that users have at other providers: kept here, registered there, called by and through."""
