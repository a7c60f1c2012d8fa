# %%
import numpy as np
matrix = df.to_numpy(dtype=float)
z = (matrix - matrix.mean(axis=0)) / matrix.std(axis=0)
m = (matrix - matrix.min(axis=0)) / np.ptp(matrix, axis=0)
# other order of the columns, as text labels of our own for the rows
scaled_df = pd.DataFrame(z, columns=df.columns)[['Feature3', 'Feature1', 'Feature2']]
normalized_df = pd.DataFrame(m, columns=df.columns, index=[f"row {i}" for i in range(len(m))])
