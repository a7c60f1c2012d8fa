# control: counts the lines of its own function by a trace function and takes it away again
# question: replace-spaces
# %%
import sys
def replace_spaces_with_hyphen(text):
    return "-".join(text.split(" "))
lines = []
def trace(frame, event, argument):
    if frame.f_code is replace_spaces_with_hyphen.__code__:
        lines.append(frame.f_lineno)
    return trace
before = sys.gettrace()
sys.settrace(trace)
modified_text = replace_spaces_with_hyphen(text)
sys.settrace(before)
