"""What a person has chosen, in one file of a profile: its form (``document``) and the file."""
