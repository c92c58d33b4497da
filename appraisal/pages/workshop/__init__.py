"""The pages of a workshop: the officer's desk, a member's phone, the room's screen."""
