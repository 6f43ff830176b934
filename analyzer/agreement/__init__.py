"""Agreement: how far coders, people or programs, give the same turns the same codes, and what that number is worth."""
