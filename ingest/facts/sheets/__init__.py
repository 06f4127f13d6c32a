"""Action sheets and axes: fields, indicators, prose."""
