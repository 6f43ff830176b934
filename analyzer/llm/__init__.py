"""The language-model coder: codes by a model that the user serves, on our codebooks, each finding verified."""
