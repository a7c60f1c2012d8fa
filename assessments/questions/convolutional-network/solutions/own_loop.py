# %%
import numpy as np
import tensorflow as tf

tf.random.set_seed(0)
rng = np.random.default_rng(0)

# %%
X_train = (X_train / 255.0).astype("float32").reshape((-1, 28, 28, 1))
X_test = (X_test / 255.0).astype("float32").reshape((-1, 28, 28, 1))

model = tf.keras.Sequential()
model.add(tf.keras.layers.Conv2D(20, (5, 5), strides=1))
model.add(tf.keras.layers.ReLU())
model.add(tf.keras.layers.MaxPool2D((3, 3)))
model.add(tf.keras.layers.Flatten())
model.add(tf.keras.layers.Dense(10, activation=tf.nn.softmax))
model.build((None, 28, 28, 1))

loss_of = tf.keras.losses.SparseCategoricalCrossentropy()
optimizer = tf.keras.optimizers.Adam(learning_rate=0.004)


@tf.function
def train_step(images, labels):
    with tf.GradientTape() as tape:
        loss = loss_of(labels, model(images, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


for epoch in range(6):
    order = rng.permutation(len(X_train))
    for start in range(0, len(order), 64):
        batch = order[start : start + 64]
        loss = train_step(X_train[batch], y_train[batch])
    print("epoch", epoch, "loss", float(loss))

# %%
predicted = tf.argmax(model(X_test, training=False), axis=1)
test_acc = tf.reduce_mean(tf.cast(predicted == tf.cast(y_test, tf.int64), tf.float32))
print(test_acc)
