# control: reports its own memory and processor time, from psutil and from /proc
# question: min-max-scaling
# %%
import os, psutil, resource
process = psutil.Process(os.getpid())
print(process.memory_info().rss // 2**20, "MB", resource.getrusage(resource.RUSAGE_SELF).ru_utime, "s")
print(open("/proc/self/status").readline())

def min_max_scaling(data):
    spread = np.ptp(data)
    return (data - np.min(data)) / spread if spread else np.zeros(np.shape(data))
scaled_data = min_max_scaling(data)
