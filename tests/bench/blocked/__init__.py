"""Does sound go on while the window's thread does not? Real window, real sound server, blocked on purpose."""
