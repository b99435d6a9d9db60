"""How good viewpoints are: T3 (matching), T4 (discovery), T5 (stance) and what no target names. Each file runs by itself."""
