"""Devices behind the port: what calls lease, and hosts made of files, fakes and echoes."""
