"""The targets, one file each; `exporting.registry` lists them."""
