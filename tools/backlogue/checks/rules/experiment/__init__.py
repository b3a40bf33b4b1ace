"""experiment: hypotheses, time-boxes, outcomes and what was learned."""
