"""What the School does behind the scenes."""
