"""The composer of newsletters."""
