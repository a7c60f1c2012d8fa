# %%
import numpy as np

class OutlierTreatment:
    """Winsorizes numeric columns at a number of standard deviations."""

    def __init__(self, limit: float = 3.0) -> None:
        self.limit = limit

    def fit(self, table: pd.DataFrame) -> "OutlierTreatment":
        spread = self.limit * table.std()
        self.low, self.high = table.mean() - spread, table.mean() + spread
        return self

    def transform(self, table: pd.DataFrame) -> pd.DataFrame:
        return table.clip(self.low, self.high, axis=1)

def report(title: str, table: pd.DataFrame) -> None:
    print(title)
    for name, how in {'mean': np.mean, 'median': np.median, 'maximum': np.max}.items():
        print(f"  {name:8}", {column: round(float(how(table[column])), 1) for column in table})

report('before', numeric_cols)
clean = OutlierTreatment().fit(numeric_cols).transform(numeric_cols)
ld_out_replaced = pd.concat([categoric_cols, clean], axis=1)
report('after', clean)
