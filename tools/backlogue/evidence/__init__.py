"""References in, observations out: an effect room that asks files, trackers and git, each through a source."""
