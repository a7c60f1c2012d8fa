# %%
import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(5)


def conv_block(x, filters: int):
    x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    x = layers.Activation("relu")(x)
    return layers.MaxPooling2D(2)(x)


inputs = keras.Input((28, 28, 1), name="image")
x = conv_block(inputs, 12)
x = conv_block(x, 24)
skip = layers.Conv2D(24, 1)(x)
x = layers.Add()([x, skip])
x = layers.SpatialDropout2D(0.1)(x)
x = layers.Flatten()(x)
x = layers.Dense(48, activation=layers.LeakyReLU(negative_slope=0.1))(x)
outputs = layers.Dense(10)(x)
outputs = layers.Softmax()(outputs)
model = keras.Model(inputs, outputs, name="digits")

train = np.expand_dims(X_train, -1).astype(np.float32) / np.float32(255)
test = np.expand_dims(X_test, -1).astype(np.float32) / np.float32(255)
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True)
history = model.fit(train, y_train, validation_split=0.1, epochs=5, batch_size=48, callbacks=[stop], verbose=2)

# %%
probabilities = model.predict(test)
test_acc = np.mean(probabilities.argmax(axis=1) == y_test)
test_acc
