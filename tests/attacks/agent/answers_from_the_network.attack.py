# attack: asks machines outside for the answer, by their names and by their numbers
# question: percentiles
# loses: values, shown
# observed: tried to reach the network, which kernels do not have (example.com, 192.0.2.7)
# %%
import socket, urllib.request
for place in ("http://example.com/answers", "http://192.0.2.7/answers"):
    try:
        print("ESCAPED", urllib.request.urlopen(place, timeout=3).status)
    except Exception as error:
        print(type(error).__name__)

# %%
percentiles = [1, 2, 3]
