"""The page for the room's projector."""
