"""Pages and pictures from the base: what is known of a pair, a treatment, a factor, a source."""
