"""The web site: one folder per area; views are thin, presenters turn values into plain text."""
