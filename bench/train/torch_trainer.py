"""Trains a net in PyTorch by Adam, on rows that are in memory, in one of the configurations that peers.mjs names."""
import torch
from torch.nn import functional as F

from torch_nets import NETS, take


def make_trainer(name, threads, start, settings):
    torch.set_num_threads(threads)
    batch, row, make = NETS[name]
    net = make()
    with torch.no_grad():
        for module, block in net.blocks:
            take(module, start.of(f"trunk/{block}"))
        for module, task in zip(net.heads, start.labels):
            take(module, start.of(f"{task}/output"))
    (x,) = [torch.from_numpy(values).reshape(-1, *row) for values in start.inputs.values()]
    labels = [torch.from_numpy(values) for values in start.labels.values()]
    if "channels-last" in settings:
        net = net.to(memory_format=torch.channels_last)
        x = x.contiguous(memory_format=torch.channels_last)
    way = {"foreach": True} if "foreach" in settings else {"fused": True}
    optimizer = torch.optim.Adam([p for p in net.parameters() if p.requires_grad], lr=1e-3, **way)
    batches = len(x) // batch

    def loss_of(rows, wanted):
        return sum(F.cross_entropy(output.flatten(0, -2), label.flatten()) for output, label in zip(net(rows), wanted))

    if "compile" in settings:
        loss_of = torch.compile(loss_of)
    update = torch.compile(optimizer.step) if "compile-update" in settings else optimizer.step

    def step(index):
        rows = slice(index * batch, (index + 1) * batch)
        optimizer.zero_grad()
        loss = loss_of(x[rows], [label[rows] for label in labels])
        loss.backward()
        update()
        return loss.detach()

    def train(first, count):
        losses = [step((first + i) % batches) for i in range(count)]
        return torch.stack(losses).tolist()

    return train
