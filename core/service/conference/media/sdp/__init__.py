"""The sections of a member: offers and answers of its description. No I/O."""
