"""What the desk, the screen and a phone are shown."""
