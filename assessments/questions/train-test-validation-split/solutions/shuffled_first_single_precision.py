# %%
from sklearn.model_selection import train_test_split
from sklearn.utils import shuffle
X, y = shuffle(X, y, random_state=5)
X_tv, X_test, y_tv, y_test = train_test_split(X, y.reshape(-1, 1), test_size=0.1)
X_train, X_val, y_train, y_val = train_test_split(X_tv.astype('float32'), y_tv, test_size=1 / 9)
