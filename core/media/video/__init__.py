"""Pictures inside the process: the camera source and the recorder."""
