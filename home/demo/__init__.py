"""Content of the demo: data files and the pictures drawn for them."""
