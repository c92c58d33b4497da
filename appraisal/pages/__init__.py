"""The screens, in the order a cabinet walks them. ``state`` alone touches the session's state."""
