# %%
import numpy as np

class PrincipalComponents:
    """PCA by singular value decomposition."""

    def __init__(self, data: pd.DataFrame) -> None:
        centred = data - data.mean()
        _, singular, self.axes = np.linalg.svd(centred.to_numpy(), full_matrices=False)
        self._variance = singular ** 2
        self.names = list(data.columns)

    @property
    def explained_variance_ratio_(self):
        return (self._variance / self._variance.sum()).tolist()

    def table(self) -> pd.DataFrame:
        return pd.DataFrame({f"Comp{i + 1}": axis for i, axis in enumerate(self.axes)}, index=self.names)

penguins_pca = PrincipalComponents(penguins)
# %%
components = penguins_pca.table()
print(components)
