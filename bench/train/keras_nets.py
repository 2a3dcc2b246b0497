"""The nets in Keras, as its users write them, and their training by Adam with `fit` on rows that are in memory."""
import os

import keras
import numpy
from keras import layers as L


def mlp(units):
    def build(x, made):
        for count in units:
            x = made(L.Dense(count, activation="relu"), x)
        return x

    return build


def cnn(x, made):
    for filters in (16, 32):
        x = L.MaxPooling2D()(made(L.Conv2D(filters, 3, padding="same", activation="relu"), x))
    # The other programs keep channels first: the order in which the dense layer reads pixels must be theirs.
    return made(L.Dense(128, activation="relu"), L.Flatten()(L.Permute((3, 1, 2))(x)))


def tagger(x, made):
    return made(L.LSTM(128, return_sequences=True), x)


def transformer(x, made):
    x = made(L.Dense(128), x)
    for _ in range(2):
        seen = made(L.LayerNormalization(epsilon=1e-5), x)
        x = x + made(L.MultiHeadAttention(4, 32), seen, seen)
        hidden = made(L.Dense(512, activation="gelu"), made(L.LayerNormalization(epsilon=1e-5), x))
        x = x + made(L.Dense(128), hidden)
    return L.GlobalAveragePooling1D()(made(L.LayerNormalization(epsilon=1e-5), x))


# By name: rows of a batch, the trunk, the shape of a row, and where ours keeps the parameters of the trunk's layers.
NETS = {
    "mlp": (64, mlp([256, 128]), [784], ["1.dense", "2.dense"]),
    "cnn": (64, cnn, [28, 28, 1], ["1.conv", "3.conv", "6.dense"]),
    "big": (256, mlp([2048, 2048]), [1024], ["1.dense", "2.dense"]),
    "lstm": (32, tagger, [40, 64], ["2.lstm"]),
    "transformer": (
        32,
        transformer,
        [64, 16],
        [
            "2.dense",
            *(
                f"{block}/{part}"
                for block in ("3.transformer", "4.transformer")
                for part in ("attention/norm", "attention", "dense/norm", "dense/first", "dense/second")
            ),
            "5.layerNorm",
        ],
    ),
}


def take(layer, parameters):
    """Sets what ours starts from. Ours keeps the pixels of filters last, and the matrices of query, key and value side by side."""
    if isinstance(layer, L.LSTM):
        # Ours has the gates i, f, o and the candidate, and adds 1 to the bias of f; Keras has i, f, candidate, o.
        swap = lambda values: numpy.concatenate([numpy.split(values, 4, axis=-1)[gate] for gate in (0, 1, 3, 2)], axis=-1)
        bias = swap(parameters["bias"])
        bias[layer.units : 2 * layer.units] += 1
        layer.set_weights([swap(parameters["weight"]), swap(parameters["recurrent"]), bias])
        return
    if isinstance(layer, L.MultiHeadAttention):
        matrices = numpy.split(parameters["input/weight"], 3, axis=1)
        shifts = numpy.split(parameters["input/bias"], 3)
        heads = [piece for m, s in zip(matrices, shifts) for piece in (m.reshape(-1, 4, 32), s.reshape(4, 32))]
        layer.set_weights([*heads, parameters["output/weight"].reshape(4, 32, -1), parameters["output/bias"]])
        return
    weight = parameters["gain" if isinstance(layer, L.LayerNormalization) else "weight"]
    layer.set_weights([weight.transpose(2, 3, 1, 0) if weight.ndim == 4 else weight, parameters["bias"]])


def make_trainer(name, threads, start, settings):
    if os.environ["KERAS_BACKEND"] == "tensorflow":
        import tensorflow

        tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
    else:
        import torch

        torch.set_num_threads(threads)
    batch, trunk, row, names = NETS[name]
    layers = []

    def made(layer, *inputs):
        layers.append(layer)
        return layer(*inputs)

    inputs = keras.Input(row)
    features = trunk(inputs, made)
    outputs = [made(L.Dense(start.of(f"{task}/output")["bias"].size), features) for task in start.labels]
    model = keras.Model(inputs, outputs)
    for layer, block in zip(layers, [f"trunk/{name}" for name in names] + [f"{task}/output" for task in start.labels]):
        take(layer, start.of(block))
    losses = [keras.losses.SparseCategoricalCrossentropy(from_logits=True) for _ in outputs]
    model.compile(keras.optimizers.Adam(1e-3, epsilon=1e-8), loss=losses, jit_compile="jit" in settings)
    (x,) = [values.reshape(-1, *row) for values in start.inputs.values()]
    labels = list(start.labels.values())

    def train(first, count):
        """Whole passes by `fit` are what Keras is fastest at; the very first steps alone say their losses."""
        places = numpy.arange(first * batch, (first + count) * batch) % len(x)
        if first == 0:
            steps = places.reshape(count, batch)
            return [float(model.train_on_batch(x[p], [y[p] for y in labels], return_dict=True)["loss"]) for p in steps]
        model.fit(x[places], [y[places] for y in labels], batch_size=batch, shuffle=False, verbose=0)
        return []

    return train
