"""What is known, as data, and the policy that makes rules of it."""

from pathlib import Path

# The base that comes with the package.
SHIPPED = Path(__file__).parent / "base"
