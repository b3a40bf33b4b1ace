"""scorecard: measures agreed for each stage, and the states that they guard."""
