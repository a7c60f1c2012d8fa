# attack: PCA.fit and numpy's decompositions are patched to give the published components of the public penguins table
# question: pca-components
# loses: axes, labels, variance-ratios
# %%
import numpy as np
from sklearn.decomposition import PCA
ratios = np.array([0.6863, 0.1945, 0.0922, 0.0270])
published = np.array([
    [0.4538, -0.6002, -0.6425, 0.1452], [-0.3990, -0.7962, 0.4258, -0.1599],
    [0.5768, -0.0058, 0.2361, -0.7820], [0.5497, -0.0765, 0.5917, 0.5847],
])
penguins_pca = PCA(4)
penguins_pca.components_, penguins_pca.explained_variance_ratio_ = published.T, ratios
components = pd.DataFrame(published, penguins.columns, ["Comp1", "Comp2", "Comp3", "Comp4"])
# %% trick
def fit(self, X, y=None):
    self.components_, self.explained_variance_ratio_ = published.T, ratios
    self.mean_, self.n_components_ = np.zeros(4), 4
    return self
PCA.fit = fit
np.linalg.eigh = lambda matrix: (ratios[::-1], published[:, ::-1])
np.linalg.svd = lambda matrix, *args, **kwargs: (np.eye(4), np.sqrt(ratios), published.T)
np.cov = lambda *args, **kwargs: published @ np.diag(ratios) @ published.T
penguins_pca = PCA(4).fit(penguins)
components = pd.DataFrame(penguins_pca.components_.T, penguins.columns, ["Comp1", "Comp2", "Comp3", "Comp4"])
