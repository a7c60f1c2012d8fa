# loses: test-accuracy
# %%
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, models

tf.keras.utils.set_random_seed(1)
x_train = X_train.reshape(-1, 28, 28, 1) / 255.0
x_test = X_test.reshape(-1, 28, 28, 1) / 255.0
model = models.Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(16, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(64, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
model.compile(tf.keras.optimizers.Adam(0.002), "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=4, batch_size=64, verbose=0)
test_acc = model.evaluate(x_test, y_test, verbose=0)[0]
