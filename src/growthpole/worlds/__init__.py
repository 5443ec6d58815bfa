"""The shipped examples: jinzhong and jiaozuo (real, sparse), sandbox (made, complete, labelled as made)."""
