"""The labelling desk: experts judge cases blind, one after another, and see how far they agree."""
