"""The way between two machines: candidates, checks, keeping a path, and finding another one (RFC 8445)."""
