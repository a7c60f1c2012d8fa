# control: uses scratch files, shared memory, locks and a pool with memory maps, as parallel code does
# question: percentiles
# %%
import mmap, multiprocessing, tempfile
from multiprocessing import shared_memory
from joblib import Parallel, delayed
with tempfile.TemporaryFile() as file:
    file.write(bytes(20 << 20))
block = shared_memory.SharedMemory(create=True, size=data.size * 8)
copy = np.ndarray(data.shape, dtype=float, buffer=block.buf)
copy[:] = data
with multiprocessing.get_context("fork").Lock(), mmap.mmap(-1, 4096):
    percentiles = Parallel(n_jobs=2)(delayed(np.percentile)(np.array(copy), share) for share in (25, 50, 75))
del copy
block.close()
block.unlink()
print([float(value) for value in percentiles])
