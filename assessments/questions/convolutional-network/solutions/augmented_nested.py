# %%
import tensorflow as tf
from tensorflow.keras import Sequential, layers

tf.random.set_seed(3)
augment = Sequential([layers.RandomTranslation(0.04, 0.04), layers.RandomZoom(0.05)], name="augmentation")
features = Sequential(
    [
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.SeparableConv2D(48, 3, activation="relu"),
        layers.AveragePooling2D(),
    ],
    name="features",
)
model = Sequential(
    [
        layers.Input(shape=(28, 28, 1)),
        augment,
        layers.Rescaling(2.0, offset=-1.0),
        features,
        layers.Flatten(),
        layers.Dense(64, "relu"),
        layers.Dense(10, "softmax"),
    ]
)
train_data = tf.data.Dataset.from_tensor_slices((X_train[..., tf.newaxis] / 255, y_train)).shuffle(6000).batch(64)
test_data = tf.data.Dataset.from_tensor_slices((X_test[..., tf.newaxis] / 255, y_test)).batch(256)
model.compile(tf.keras.optimizers.Adam(3e-3), "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(train_data, epochs=6, verbose=0)
result = model.evaluate(test_data, return_dict=True, verbose=0)
test_acc = result["accuracy"]
