"""Builds the learned parts of Dragoman. Not part of the package: it needs PyTorch."""
