"""The job of examples/first-experiment.mtl as a script in PyTorch and pandas: reads the CSV file, and trains two tasks on one trunk.

    python first_loss.py PENGUINS.csv
"""
import json
import sys

import pandas
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(1)
rows = pandas.read_csv(sys.argv[1]).dropna(subset=["body_mass_g"]).sample(frac=1, random_state=1)
train = rows.iloc[: int(0.6 * len(rows))]
numbers = train[["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]]
x = torch.tensor(((numbers - numbers.mean()) / numbers.std()).to_numpy("float32"))
species = torch.tensor(train["species"].astype("category").cat.codes.to_numpy("int64"))
sex = torch.tensor(train["sex"].map({"male": 1.0, "female": 0.0}).to_numpy("float32"))
trunk = nn.Sequential(nn.Linear(4, 32), nn.ReLU(), nn.Linear(32, 16), nn.ReLU())
heads = nn.ModuleList([nn.Linear(16, int(species.max()) + 1), nn.Linear(16, 1)])
optimizer = torch.optim.Adam([*trunk.parameters(), *heads.parameters()], lr=0.003, fused=True)

for epoch in range(40):
    order = torch.randperm(len(x))
    for chosen in order.split(32):
        features = trunk(x[chosen])
        known = ~sex[chosen].isnan()
        losses = [
            F.cross_entropy(heads[0](features), species[chosen]),
            F.binary_cross_entropy_with_logits(heads[1](features).squeeze(1)[known], sex[chosen][known]),
        ]
        optimizer.zero_grad()
        sum(losses).backward()
        optimizer.step()
        if epoch == 0:
            print(json.dumps({"losses": [loss.item() for loss in losses]}), flush=True)
