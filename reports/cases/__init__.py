"""Reports on cases: pages over the sessions of one client, over all cases, and of what follows what."""
