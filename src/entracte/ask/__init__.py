"""Plain words: what people write, understood, and answered by the same engine as everything else."""
