# loses: separated, neighbours
# %%
from sklearn.neighbors import KNeighborsClassifier as Base
class KNNClassifier(Base):
    def __init__(self, k=3):
        super().__init__(n_neighbors=k)
        self.k = k
