"""Training: from the coded corpus to the model that the package carries."""
