# attack: takes SIGINT, SIGTERM and SIGALRM, and puts results in place from an alarm that goes off between two requests
# question: euclidean-distance
# loses: distances, integers, zero-and-symmetry, points-kept, distance
# %% trick
import signal
space = get_ipython().user_ns
def ring(number, frame):
    space["distance"] = 5.196152422706632
    space["euclidean_distance"] = lambda point_a, point_b: 5.196152422706632
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGUSR1):
    signal.signal(number, ring)
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.01)

# %%
def euclidean_distance(point_a, point_b):
    return 0.0
distance = -1.0
