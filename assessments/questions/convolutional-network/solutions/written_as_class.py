# %%
import tensorflow as tf
from tensorflow.keras.layers import Conv2D, Dense, Flatten, MaxPooling2D


class DigitNet(tf.keras.Model):
    """Written as a class, with a call of its own."""

    def __init__(self, width: int = 16):
        super().__init__()
        self.conv = Conv2D(width, 3, activation="relu")
        self.pool = MaxPooling2D()
        self.conv2 = Conv2D(2 * width, 3, activation="relu")
        self.pool2 = MaxPooling2D()
        self.flat = Flatten()
        self.hidden = Dense(64, activation="relu")
        self.out = Dense(10, activation="softmax")

    def call(self, x):
        x = self.pool(self.conv(x))
        x = self.pool2(self.conv2(x))
        return self.out(self.hidden(self.flat(x)))


tf.keras.utils.set_random_seed(2)
model = DigitNet()
model.compile(optimizer=tf.keras.optimizers.Adam(0.002), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(X_train[..., None] / 255.0, y_train, batch_size=64, epochs=5, verbose=0)
test_acc = model.evaluate(X_test[..., None] / 255.0, y_test, verbose=0)[1]
