# %%
replace_spaces_with_hyphen = lambda text: "-".join(text.split(" "))
modified_text = replace_spaces_with_hyphen(text)
modified_text
