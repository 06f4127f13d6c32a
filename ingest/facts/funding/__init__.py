"""The funding of an action: its lines, their amounts and states, who pays and who else."""
