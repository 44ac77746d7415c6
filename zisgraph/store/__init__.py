"""The engines behind the graph, one module each."""
