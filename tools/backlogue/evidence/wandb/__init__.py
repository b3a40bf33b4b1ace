"""Where Weights & Biases keeps its runs: a server, a folder of an offline run; both give the same records."""
