"""Who is in the room: joining, letting in, interests, names."""
