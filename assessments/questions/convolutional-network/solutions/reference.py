# %%
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(1)


def prepare(images):
    return images[..., None].astype("float32") / 255


model = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(2e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(prepare(X_train), y_train, epochs=5, batch_size=64, verbose=0)

# %%
_, test_acc = model.evaluate(prepare(X_test), y_test, verbose=0)
print(f"Test accuracy: {test_acc:.3f}")
