"""The calls of this person: who rings, who has the microphone, how each looks and why it ended."""
