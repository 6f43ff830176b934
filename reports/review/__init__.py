"""Pages for people who code: one for independent coding, and one that sets coders side by side where they differ."""
