"""Reports: pages for clinicians, written from analyses; nothing here finds anything."""
