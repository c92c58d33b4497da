"""What a member sees and answers on a phone."""
