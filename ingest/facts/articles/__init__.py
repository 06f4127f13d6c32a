"""The articles of a contract: rules, governance, amendments, contacts, dates."""
