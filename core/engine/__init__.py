"""The core thread behind the window: commands in, snapshots out. ``engine`` is the door.

Nothing is imported here: the agent needs the phone book of ``people``, and has no memory to spare for more.
"""
