"""The web application: pages for every desk and for the public, rendered on the server."""
