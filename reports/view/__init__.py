"""Views: an analysis as frozen data that templates only loop over and print."""
