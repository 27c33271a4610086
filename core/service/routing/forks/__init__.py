"""One request to several endpoints: what is decided, and how it is carried out."""
