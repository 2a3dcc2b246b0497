"""Reads what ours starts from: parameters by name, the rows of each input, and their labels."""
import json
import struct

import numpy

TYPES = {"F32": numpy.float32, "I64": numpy.int64, "BOOL": numpy.bool_}


class Start:
    def __init__(self, values):
        self.parameters = values
        self.inputs = {name[6:]: value for name, value in values.items() if name.startswith("input/")}
        self.labels = {name[6:]: value.astype(numpy.int64) for name, value in values.items() if name.startswith("label/")}

    def of(self, block):
        """Parameters of a layer by their last names."""
        return {
            name[len(block) + 1 :]: value for name, value in self.parameters.items() if name.startswith(f"{block}/")
        }


def read_start(path):
    """https://github.com/huggingface/safetensors: the length of a JSON header, the header, then all values."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
    values = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        dtype = TYPES[entry["dtype"]]
        count = (end - begin) // numpy.dtype(dtype).itemsize
        values[name] = numpy.fromfile(path, dtype, count, offset=8 + length + begin).reshape(entry["shape"])
    return Start(values)
