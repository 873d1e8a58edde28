"""What people tell the centre: barriers they meet, figures that are not right."""
