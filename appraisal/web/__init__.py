"""Plain routes and headers round the screens: health, readiness, and what a browser is allowed."""
