# loses: modified-text
# %%
def replace_spaces_with_hyphen(text):
    return text.replace(" ", "-")
modified_text = "Exponent-machine-learning-course"
