# control: imports and uses libraries that make sockets, resolve this machine's name and start processes
# question: percentiles
# %%
import asyncio, multiprocessing.connection, socket, urllib.request
import requests
from joblib import Parallel, delayed
one, other = socket.socketpair()
one.close(), other.close()
socket.getaddrinfo("localhost", 80)
print(Parallel(n_jobs=2)(delayed(abs)(number) for number in (-1, -2)))

# %%
import numpy as np
percentiles = np.percentile(data, [25, 50, 75])
print(percentiles)
