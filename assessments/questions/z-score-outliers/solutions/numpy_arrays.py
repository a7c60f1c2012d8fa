# %%
import numpy as np
A = numeric_cols.values
print(A.mean(axis=0), np.median(A, axis=0), A.max(0))
Z = (A - A.mean(0)) / A.std(0)
ok = (np.abs(Z) < 3).all(1)
B = A[ok]
ld_out_drop = pd.DataFrame(B, columns=numeric_cols.columns)
ld_out_drop[['purpose', 'home_ownership']] = categoric_cols.to_numpy()[ok]
print(B.mean(axis=0), np.median(B, axis=0), B.max(0))
