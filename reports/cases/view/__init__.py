"""Views of cases: what each of their pages prints, in plain words."""
