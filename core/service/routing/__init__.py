"""How requests find their way: forks, tokens in Record-Route, identity rules. No I/O."""
