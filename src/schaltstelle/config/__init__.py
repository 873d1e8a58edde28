"""Settings, routes and the entry point of the server."""
