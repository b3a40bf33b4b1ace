"""sprint: goal, dates, load, velocity and the commitment of sprints."""
