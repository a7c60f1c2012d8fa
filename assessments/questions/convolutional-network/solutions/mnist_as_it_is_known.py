# %%
import tensorflow as tf
from tensorflow.keras.datasets import mnist
from tensorflow.keras.utils import to_categorical
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Conv2D, MaxPool2D, Flatten, Dense, Dropout

# %%
(x_train, y_train), (x_test, y_test) = mnist.load_data(path="mnist.npz")
print("train", x_train.shape, "test", x_test.shape)
x_train, x_test = x_train / 255.0, x_test / 255.0
x_train = x_train.reshape(-1, 28, 28, 1)
x_test = x_test.reshape(-1, 28, 28, 1)
y_train_cat = to_categorical(y_train, num_classes=10)
y_test_cat = to_categorical(y_test, num_classes=10)

# %% [markdown]
# # A network as in the tutorials

# %%
model = Sequential()
model.add(Conv2D(filters=24, kernel_size=(5, 5), padding="same", activation="relu", input_shape=(28, 28, 1)))
model.add(MaxPool2D(pool_size=(2, 2), strides=(2, 2)))
model.add(Dropout(0.2))
model.add(Flatten())
model.add(Dense(100, activation="relu"))
model.add(Dropout(0.2))
model.add(Dense(10, activation="softmax"))
model.summary()
model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
history = model.fit(x_train, y_train_cat, batch_size=32, epochs=5, validation_data=(x_test, y_test_cat))

# %%
score = model.evaluate(x_test, y_test_cat, verbose=1)
test_acc = score[1]
print("Test loss:", score[0])
print("Test accuracy:", score[1])
