# %% [given]
import pandas as pd

churn = pd.read_csv("churn.csv")
train_rows = len(churn) * 3 // 4
X = churn[["account_length", "customer_service_calls", "total_charge"]].to_numpy()
y = churn["churn"].to_numpy()
X_train, X_test = X[:train_rows], X[train_rows:]
y_train, y_test = y[:train_rows], y[train_rows:]

# %% [answer]
# Define neighbors, train_accuracies and test_accuracies here.

# %% [markdown] [answer]
# *Your interpretation (overfitting, underfitting, your choice of the number of neighbours):*
