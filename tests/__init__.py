"""Tests of aftalegraf."""
