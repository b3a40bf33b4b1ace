"""done: acceptance criteria, definitions of done, evidence and waivers."""
