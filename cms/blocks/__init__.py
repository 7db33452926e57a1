"""Blocks that any page can hold. Each fills the contract model of the same name in ``api.contract.blocks``."""
