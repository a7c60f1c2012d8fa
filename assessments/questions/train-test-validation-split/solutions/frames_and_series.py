# %%
import pandas as pd

table = pd.DataFrame(X, columns=[f"f{i}" for i in range(X.shape[1])])
table["label"] = y
table = table.sample(frac=1, random_state=0)
n_train, n_test = int(len(table) * 0.8), int(len(table) * 0.1)
train, test, val = table.iloc[:n_train], table.iloc[n_train:n_train + n_test], table.iloc[n_train + n_test:]
X_train, y_train = train.filter(like="f"), train.label
X_test, y_test = test.filter(like="f"), test[["label"]]
X_val, y_val = val.filter(like="f"), val.label.to_frame()
