"""The nets in PyTorch, as its users write them. Each lists its modules beside the names that ours has for their parameters."""
import torch
from torch import nn
from torch.nn import functional as F


class Mlp(nn.Module):
    def __init__(self, widths, heads):
        super().__init__()
        self.trunk = nn.ModuleList([nn.Linear(a, b) for a, b in zip(widths, widths[1:])])
        self.heads = nn.ModuleList([nn.Linear(widths[-1], classes) for classes in heads])
        self.blocks = list(zip(self.trunk, ["1.dense", "2.dense"]))

    def forward(self, x):
        for layer in self.trunk:
            x = F.relu(layer(x))
        return [head(x) for head in self.heads]


class Cnn(nn.Module):
    def __init__(self, heads):
        super().__init__()
        self.first = nn.Conv2d(1, 16, 3, padding=1)
        self.second = nn.Conv2d(16, 32, 3, padding=1)
        self.dense = nn.Linear(1568, 128)
        self.heads = nn.ModuleList([nn.Linear(128, classes) for classes in heads])
        self.blocks = [(self.first, "1.conv"), (self.second, "3.conv"), (self.dense, "6.dense")]

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.first(x)), 2)
        x = F.max_pool2d(F.relu(self.second(x)), 2)
        x = F.relu(self.dense(x.flatten(1)))
        return [head(x) for head in self.heads]


class Tagger(nn.Module):
    def __init__(self, features, units, heads):
        super().__init__()
        self.lstm = nn.LSTM(features, units, batch_first=True)
        # Ours has one bias; the second one of PyTorch would move every gate twice.
        self.lstm.bias_hh_l0.requires_grad_(False)
        self.heads = nn.ModuleList([nn.Linear(units, classes) for classes in heads])
        self.blocks = [(self.lstm, "2.lstm")]

    def forward(self, x):
        x, _ = self.lstm(x)
        return [head(x) for head in self.heads]


class Transformer(nn.Module):
    def __init__(self, features, width, heads):
        super().__init__()
        self.embed = nn.Linear(features, width)
        layer = {"dropout": 0.0, "activation": "gelu", "norm_first": True, "batch_first": True}
        self.layers = nn.ModuleList([nn.TransformerEncoderLayer(width, 4, 4 * width, **layer) for _ in range(2)])
        self.norm = nn.LayerNorm(width)
        self.heads = nn.ModuleList([nn.Linear(width, classes) for classes in heads])
        names = ["3.transformer", "4.transformer"]
        self.blocks = [(self.embed, "2.dense"), *zip(self.layers, names), (self.norm, "5.layerNorm")]

    def forward(self, x):
        x = self.embed(x)
        for layer in self.layers:
            x = layer(x)
        x = self.norm(x).mean(1)
        return [head(x) for head in self.heads]


# By name: rows of a batch, the shape of a row, and the net.
NETS = {
    "mlp": (64, [784], lambda: Mlp([784, 256, 128], [10, 4])),
    "cnn": (64, [1, 28, 28], lambda: Cnn([10, 4])),
    "big": (256, [1024], lambda: Mlp([1024, 2048, 2048], [10])),
    "lstm": (32, [40, 64], lambda: Tagger(64, 128, [9])),
    "transformer": (32, [64, 16], lambda: Transformer(16, 128, [10])),
}


def take(module, parameters):
    """Copies what ours starts from into a module. Ours keeps matrices as [inputs, outputs]."""
    of = lambda block: {name[len(block) + 1 :]: value for name, value in parameters.items() if name.startswith(f"{block}/")}
    copy = lambda to, name: to.copy_(torch.from_numpy(parameters[name]).reshape(to.shape))
    turned = lambda to, name: to.copy_(torch.from_numpy(parameters[name]).T)
    if isinstance(module, nn.LSTM):
        # Ours has the gates i, f, o and the candidate, and adds 1 to the bias of f; PyTorch has i, f, candidate, o.
        swap = lambda values: torch.cat([values[..., part] for part in gates], -1)
        units = module.hidden_size
        gates = [slice(at * units, (at + 1) * units) for at in (0, 1, 3, 2)]
        module.weight_ih_l0.copy_(swap(torch.from_numpy(parameters["weight"])).T)
        module.weight_hh_l0.copy_(swap(torch.from_numpy(parameters["recurrent"])).T)
        module.bias_ih_l0.copy_(swap(torch.from_numpy(parameters["bias"])))
        module.bias_ih_l0[units : 2 * units] += 1
        module.bias_hh_l0.zero_()
        return
    if isinstance(module, nn.TransformerEncoderLayer):
        turned(module.self_attn.in_proj_weight, "attention/input/weight")
        copy(module.self_attn.in_proj_bias, "attention/input/bias")
        take(module.self_attn.out_proj, of("attention/output"))
        take(module.norm1, of("attention/norm"))
        take(module.norm2, of("dense/norm"))
        take(module.linear1, of("dense/first"))
        take(module.linear2, of("dense/second"))
        return
    if isinstance(module, nn.Linear):
        turned(module.weight, "weight")
    else:
        copy(module.weight, "gain" if isinstance(module, nn.LayerNorm) else "weight")
    copy(module.bias, "bias")
