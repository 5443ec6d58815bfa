"""The chain file: TOML with lines, its keys, every fault at once, and the chains it states."""

from growthpole.chain.file.read import ChainFile, read_chains
from growthpole.chain.file.shipped import shipped_chain, shipped_chains

__all__ = ["ChainFile", "read_chains", "shipped_chain", "shipped_chains"]
