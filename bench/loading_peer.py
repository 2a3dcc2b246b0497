"""Loads the rows of bench/loading.mjs as a user of PyTorch does, and trains one epoch of the same small net.

    python loading_peer.py FILE WORKERS WAY

FILE is read by pandas (CSV) or pyarrow (Parquet). WAY is rows, where the DataLoader asks its data set for one row after the other as it
does by default, or batches, where a sampler of batches lets it ask for all rows of a batch at once. Prints seconds from the start of the
process until training can begin, seconds of the epoch, and the peak of memory in megabytes, workers not counted.
"""
import json
import os
import sys
import time

import pandas
import pyarrow.parquet
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import BatchSampler, DataLoader, RandomSampler, TensorDataset

path, workers, way = sys.argv[1], int(sys.argv[2]), sys.argv[3]
BATCH = 4096


def process_start():
    """When this process began, on the clock since the machine was started: imports are part of loading."""
    with open("/proc/self/stat") as stat:
        return int(stat.read().rsplit(")", 1)[1].split()[19]) / os.sysconf("SC_CLK_TCK")


def peak_memory():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM:"))


frame = pandas.read_csv(path) if path.endswith(".csv") else pyarrow.parquet.read_table(path).to_pandas()
numbers = frame[[name for name in frame.columns if name.startswith("x")]].to_numpy("float32")
x = torch.from_numpy((numbers - numbers.mean(0)) / numbers.std(0))
kind = torch.from_numpy(frame["kind"].astype("category").cat.codes.to_numpy("int64"))
values = frame["y"].to_numpy("float32")
y = torch.from_numpy((values - values.mean()) / values.std())
del frame, numbers, values
data = TensorDataset(x, kind, y)
if way == "rows":
    loader = DataLoader(data, batch_size=BATCH, shuffle=True, num_workers=workers)
else:
    sampler = BatchSampler(RandomSampler(data), BATCH, drop_last=False)

    class Batches(torch.utils.data.Dataset):
        def __len__(self):
            return len(data)

        def __getitem__(self, chosen):
            return data[chosen]

    loader = DataLoader(Batches(), sampler=sampler, batch_size=None, num_workers=workers)

trunk, heads = nn.Sequential(nn.Linear(x.shape[1], 16), nn.ReLU()), nn.ModuleList([nn.Linear(16, 3), nn.Linear(16, 1)])
optimizer = torch.optim.SGD([*trunk.parameters(), *heads.parameters()], lr=0.01)
loading = time.clock_gettime(time.CLOCK_BOOTTIME) - process_start()
began = time.perf_counter()
for rows, kinds, wanted in loader:
    features = trunk(rows)
    loss = F.cross_entropy(heads[0](features), kinds) + F.mse_loss(heads[1](features).squeeze(1), wanted)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
epoch = time.perf_counter() - began
print(json.dumps({"loading": loading, "epoch": epoch, "memory": peak_memory()}))
