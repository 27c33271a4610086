"""The language of the person: which it is, how wordings are said in it, how it writes times and numbers."""
