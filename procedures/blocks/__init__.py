"""Blocks that only treatments need. Each fills the contract model of the same name in ``api.contract.blocks``."""
