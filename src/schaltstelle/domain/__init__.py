"""What people write: models, writes in actions.py, reads in queries.py."""
