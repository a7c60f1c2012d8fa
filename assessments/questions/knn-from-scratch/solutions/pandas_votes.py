# %%
import numpy as np
import pandas as pd
class KNNClassifier:
    def __init__(self, k=3): self.k = k
    def fit(self, X_train, y_train):
        self.t = pd.DataFrame(X_train); self.l = pd.Series(y_train)
    def predict(self, X_test):
        return pd.DataFrame(X_test).apply(lambda r: self.l[((self.t - r) ** 2).sum(axis=1).nsmallest(self.k).index].mode().iloc[0], axis=1)
print(pd.Series([1, 2]).mean())
