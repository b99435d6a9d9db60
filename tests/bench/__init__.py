"""The bench is tested too: small, fast, without data or peers."""
