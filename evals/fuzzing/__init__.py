"""What mutates real inputs and checks what becomes of them: see `evals.fuzz`."""
