# %% [given]
text = "Exponent machine learning course"

# %% [answer]
# Define replace_spaces_with_hyphen(text) and modified_text here.
