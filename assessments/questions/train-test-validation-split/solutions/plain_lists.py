# %%
import random

pairs = [(list(row), int(label)) for row, label in zip(X, y)]
random.seed(3)
random.shuffle(pairs)

def take(count):
    taken = [pairs.pop() for _ in range(count)]
    return [row for row, _ in taken], [label for _, label in taken]

total = len(pairs)
X_test, y_test = take(total // 10)
X_val, y_val = take(total // 10)
X_train, y_train = take(len(pairs))
