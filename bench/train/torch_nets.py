"""The nets in PyTorch, as its users write them, trained by Adam on rows that are in memory."""
import torch
from torch import nn
from torch.nn import functional as F


class Mlp(nn.Module):
    def __init__(self, widths, heads):
        super().__init__()
        self.trunk = nn.ModuleList([nn.Linear(a, b) for a, b in zip(widths, widths[1:])])
        self.heads = nn.ModuleList([nn.Linear(widths[-1], classes) for classes in heads])

    def forward(self, x):
        for layer in self.trunk:
            x = F.relu(layer(x))
        return [head(x) for head in self.heads]


class Cnn(nn.Module):
    def __init__(self, heads):
        super().__init__()
        self.trunk = nn.ModuleList(
            [nn.Conv2d(1, 16, 3, padding=1), nn.Conv2d(16, 32, 3, padding=1), nn.Linear(1568, 128)]
        )
        self.heads = nn.ModuleList([nn.Linear(128, classes) for classes in heads])

    def forward(self, x):
        first, second, dense = self.trunk
        x = F.max_pool2d(F.relu(first(x)), 2)
        x = F.max_pool2d(F.relu(second(x)), 2)
        x = F.relu(dense(x.flatten(1)))
        return [head(x) for head in self.heads]


# By name: rows of a batch, the net, the shape of a row, and where ours keeps the parameters of the trunk's layers.
NETS = {
    "mlp": (64, lambda: Mlp([784, 256, 128], [10, 4]), [784], ["1.dense", "2.dense"]),
    "cnn": (64, lambda: Cnn([10, 4]), [1, 28, 28], ["1.conv", "3.conv", "6.dense"]),
    "big": (256, lambda: Mlp([1024, 2048, 2048], [10]), [1024], ["1.dense", "2.dense"]),
}


def make_trainer(name, threads, start, settings):
    torch.set_num_threads(threads)
    batch, make, row, layers = NETS[name]
    net = make()
    blocks = [f"trunk/{layer}" for layer in layers] + [f"{task}/output" for task in start.labels]
    with torch.no_grad():
        for module, block in zip([*net.trunk, *net.heads], blocks):
            weight = torch.from_numpy(start.of(block)["weight"])
            module.weight.copy_(weight.T if isinstance(module, nn.Linear) else weight)
            module.bias.copy_(torch.from_numpy(start.of(block)["bias"]))
    (x,) = [torch.from_numpy(values).reshape(-1, *row) for values in start.inputs.values()]
    labels = [torch.from_numpy(values).squeeze(1) for values in start.labels.values()]
    if "channels-last" in settings:
        net = net.to(memory_format=torch.channels_last)
        x = x.contiguous(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, **({"foreach": True} if "foreach" in settings else {"fused": True}))
    batches = len(x) // batch

    def loss_of(rows, wanted):
        return sum(F.cross_entropy(output, label) for output, label in zip(net(rows), wanted))

    if "compile" in settings:
        loss_of = torch.compile(loss_of)
    move = torch.compile(optimizer.step) if "compile-update" in settings else optimizer.step

    def step(index):
        rows = slice(index * batch, (index + 1) * batch)
        optimizer.zero_grad()
        loss = loss_of(x[rows], [label[rows] for label in labels])
        loss.backward()
        move()
        return loss.detach()

    def train(first, count):
        losses = [step((first + i) % batches) for i in range(count)]
        return torch.stack(losses).tolist()

    return train
