"""Trains a net with a peer, on command: reads lines `train STEPS`, answers each with one line of JSON, like ours.ts.

    python peer.py NET FOLDER THREADS START.safetensors MODE

MODE is torch-foreach, torch-fused, torch-compile, keras-tensorflow, keras-tensorflow-jit or keras-torch. The rows are the same, in the
same order, in memory before the clock starts; the parameters are those of START, so that the losses of the first steps must agree.
"""
import json
import os
import resource
import struct
import sys
import time

net_name, folder, threads, start_file, mode = sys.argv[1:6]
threads = int(threads)
# Old OpenBLAS builds need to be told their kernels on some machines; peers choose better by themselves.
for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(name, None)
if mode.startswith("keras"):
    os.environ["KERAS_BACKEND"] = mode.split("-")[1]
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_NUM_INTRAOP_THREADS"] = str(threads)
os.environ["TF_NUM_INTEROP_THREADS"] = "1"

import numpy
import pyarrow.parquet

HEADS = {"mlp": [("a", 10), ("b", 4)], "cnn": [("a", 10), ("b", 4)], "big": [("a", 10)]}[net_name]
BATCH = {"mlp": 64, "cnn": 64, "big": 256}[net_name]


def read_start():
    with open(start_file, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        values = file.read()
    types = {"F32": numpy.float32, "I64": numpy.int64, "BOOL": numpy.bool_}
    return {
        name: numpy.frombuffer(values[slice(*entry["data_offsets"])], types[entry["dtype"]]).reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__"
    }


table = pyarrow.parquet.read_table(os.path.join(folder, "rows.parquet"))
features = [name for name in table.column_names if name.startswith("p")]
x = numpy.stack([table[name].to_numpy() for name in features], axis=1).astype(numpy.float32)
labels = [table[name].to_numpy().astype(numpy.int64) for name, _ in HEADS]
batches = len(x) // BATCH
start = read_start()
layers = {"mlp": ["1.dense", "2.dense"], "big": ["1.dense", "2.dense"], "cnn": ["1.conv", "3.conv", "6.dense"]}[net_name]
blocks = [f"trunk/{name}" for name in layers] + [f"{label}/output" for label, _ in HEADS]


def torch_trainer():
    import torch
    from torch import nn
    from torch.nn import functional as F

    torch.set_num_threads(threads)

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            if net_name == "cnn":
                trunk = [nn.Conv2d(1, 16, 3, padding=1), nn.Conv2d(16, 32, 3, padding=1), nn.Linear(1568, 128)]
            else:
                widths = {"mlp": [784, 256, 128], "big": [1024, 2048, 2048]}[net_name]
                trunk = [nn.Linear(a, b) for a, b in zip(widths, widths[1:])]
            width = {"mlp": 128, "cnn": 128, "big": 2048}[net_name]
            self.trunk = nn.ModuleList(trunk)
            self.heads = nn.ModuleList([nn.Linear(width, classes) for _, classes in HEADS])

        def forward(self, x):
            for layer in self.trunk:
                if isinstance(layer, nn.Conv2d):
                    x = F.max_pool2d(F.relu(layer(x)), 2)
                else:
                    x = F.relu(layer(x.flatten(1)))
            return [head(x) for head in self.heads]

    net = Net()
    with torch.no_grad():
        for module, block in zip([*net.trunk, *net.heads], blocks):
            weight = torch.from_numpy(start[f"{block}/weight"].copy())
            module.weight.copy_(weight if weight.dim() == 4 else weight.T)
            module.bias.copy_(torch.from_numpy(start[f"{block}/bias"].copy()))
    xs = torch.from_numpy(x.reshape(-1, 1, 28, 28) if net_name == "cnn" else x)
    ys = [torch.from_numpy(label) for label in labels]
    fused = {"fused": True} if mode != "torch-foreach" else {"foreach": True}
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, **fused)

    def loss_of(rows, wanted):
        return sum(F.cross_entropy(output, label) for output, label in zip(net(rows), wanted))

    measure = torch.compile(loss_of) if mode == "torch-compile" else loss_of

    def step(index):
        rows = slice(index * BATCH, (index + 1) * BATCH)
        optimizer.zero_grad()
        loss = measure(xs[rows], [y[rows] for y in ys])
        loss.backward()
        optimizer.step()
        return loss.detach()

    return lambda first, count: [float(loss) for loss in [step((first + i) % batches) for i in range(count)]]


def keras_trainer():
    import keras
    from keras import layers as L

    if mode.startswith("keras-tensorflow"):
        import tensorflow

        tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
    else:
        import torch

        torch.set_num_threads(threads)
    inputs = keras.Input((28, 28, 1) if net_name == "cnn" else (len(features),))
    made = []

    def add(layer, value):
        made.append(layer)
        return layer(value)

    value = inputs
    if net_name == "cnn":
        for filters in (16, 32):
            value = L.MaxPooling2D()(add(L.Conv2D(filters, 3, padding="same", activation="relu"), value))
        # The other programs keep channels first: the order in which the dense layer reads pixels must be theirs.
        value = add(L.Dense(128, activation="relu"), L.Flatten()(L.Permute((3, 1, 2))(value)))
    else:
        for units in {"mlp": [256, 128], "big": [2048, 2048]}[net_name]:
            value = add(L.Dense(units, activation="relu"), value)
    outputs = [add(L.Dense(classes), value) for _, classes in HEADS]
    model = keras.Model(inputs, outputs)
    for layer, block in zip(made, blocks):
        weight = start[f"{block}/weight"]
        layer.set_weights([weight.transpose(2, 3, 1, 0) if weight.ndim == 4 else weight, start[f"{block}/bias"]])
    losses = [keras.losses.SparseCategoricalCrossentropy(from_logits=True) for _ in HEADS]
    model.compile(keras.optimizers.Adam(1e-3), loss=losses, jit_compile=mode.endswith("jit"))
    xs = x.reshape(-1, 28, 28, 1) if net_name == "cnn" else x

    def train(first, count):
        """Whole passes by `fit` are what Keras is fastest at; the first ones alone say the loss of each step."""
        if count <= batches and first == 0:
            rows = [slice(i * BATCH, (i + 1) * BATCH) for i in range(count)]
            return [float(model.train_on_batch(xs[r], [y[r] for y in labels], return_dict=True)["loss"]) for r in rows]
        chosen = numpy.arange(first * BATCH, (first + count) * BATCH) % (batches * BATCH)
        model.fit(xs[chosen], [y[chosen] for y in labels], batch_size=BATCH, shuffle=False, verbose=0)
        return []

    return train


train = torch_trainer() if mode.startswith("torch") else keras_trainer()
print(json.dumps({"ready": True}), flush=True)
done = 0
for line in sys.stdin:
    command, *rest = line.split()
    if command != "train":
        break
    count = int(rest[0])
    wall, cpu = time.perf_counter(), time.process_time()
    losses = train(done, count)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    done += count
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"wall": wall / count * 1e3, "cpu": cpu / count * 1e3, "peak": peak, "losses": losses}), flush=True)
