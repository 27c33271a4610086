"""What Linux installs: packages of Debian and of the RPM family, and what both hold."""
