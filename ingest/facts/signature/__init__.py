"""The signature page: where, when and by whom a contract is signed."""
