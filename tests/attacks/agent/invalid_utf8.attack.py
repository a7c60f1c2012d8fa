# attack: has replies packed with bytes that are no UTF-8 and with lone surrogates
# question: replace-spaces
# loses: words, every-space, other-characters, modified-text
# %% trick
import json
agent = __assay__.__closure__[0].cell_contents
session = get_ipython().kernel.session
batch = agent._ops["batch"]

def forge(request):
    # Once with a surrogate, which JSON can write and UTF-8 cannot; then with bytes that are nothing.
    session.pack = lambda obj: json.dumps(obj, default=str).encode().replace(b"ASSAY", b"\xff\xfe\xc0")
    return {"results": [{"ok": True, "value": {"result": "ASSAY\ud800"}} for _ in request["calls"]]}
agent._ops["batch"] = forge

# %%
def replace_spaces_with_hyphen(text):
    return text
modified_text = text
