"""Users' SPARQL: each query runs in a worker process that can be killed, and that reaches no file and no network."""
