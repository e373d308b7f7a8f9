"""How fast and how large: `uv run --group bench python -m benchmarks`."""
