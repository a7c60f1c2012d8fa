# loses: axes
# %%
import numpy as np
from sklearn.decomposition import PCA
penguins_pca = PCA().fit(penguins)
loadings = penguins_pca.components_.T * np.sqrt(penguins_pca.explained_variance_)
components = pd.DataFrame(loadings, index=penguins.columns, columns=['Comp1', 'Comp2', 'Comp3', 'Comp4'])
