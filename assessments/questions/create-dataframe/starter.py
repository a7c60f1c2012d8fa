# %% [answer]
# Build the table in one way here, and show it.

# %% [answer]
# Build it in another way here, and show it.
