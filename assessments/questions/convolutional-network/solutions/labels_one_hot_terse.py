# %%
import keras, numpy as np
from keras.layers import *
keras.utils.set_random_seed(7)
f = lambda a: a.reshape(len(a), 28, 28, 1) / 255
model = keras.models.Sequential([Input((28, 28, 1)), Conv2D(24, 3, strides=2, activation='relu'), Conv2D(48, 3, activation='relu'), MaxPooling2D(), Flatten(), Dense(10, activation='softmax')])
model.compile('nadam', 'categorical_crossentropy', ['accuracy'])
model.fit(f(X_train), np.eye(10)[y_train], epochs=6, batch_size=50, verbose=0)
test_acc = round(float(model.evaluate(f(X_test), np.eye(10)[y_test], verbose=0)[1]), 2)
