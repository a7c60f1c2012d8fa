# %%
def replace_spaces_with_hyphen(text):
    result = []
    for i in range(len(text)):
        if text[i] == ' ':
            result.append('-')
        else:
            result.append(text[i])
    return ''.join(result)
# %%
print('before:', text)
modified_text = replace_spaces_with_hyphen(text)
print('after:', modified_text)
