"""What would change the result: exact switching points, break-even scores, smallest changes."""
