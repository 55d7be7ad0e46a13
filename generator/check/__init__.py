"""What is wrong in an archive, told to people: one small function a rule."""
