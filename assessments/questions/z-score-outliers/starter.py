# %% [given]
import pandas as pd

loan_data = pd.read_csv("loan_data.csv")
numeric_cols = loan_data[["income", "loan_amount", "interest_rate", "age"]].copy()
categoric_cols = loan_data[["purpose", "home_ownership"]].copy()

# %% [answer]
# Show the statistics before, define ld_out_drop or ld_out_replaced, show the statistics after.
