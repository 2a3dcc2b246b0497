"""Trains a net with a peer, on command: reads lines `train STEPS` and answers each with one line of JSON, as ours.ts does.

    python peer.py LIBRARY NET THREADS START.safetensors [SETTING ...]

LIBRARY is torch, keras-tensorflow or keras-torch; SETTINGs are named in peers.mjs. The rows are those that ours has encoded, in the same
order, in memory before the clock starts; the parameters are those that ours starts from, so that the losses of the first steps must agree.
"""
import json
import os
import sys
import time

library, net, threads, start_file, *settings = sys.argv[1:]
threads = int(threads)
# Set on some machines for other programs; peers choose their kernels better by themselves.
for variable in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(variable, None)
os.environ.update(
    KERAS_BACKEND=library.removeprefix("keras-"),
    TF_CPP_MIN_LOG_LEVEL="3",
    CUDA_VISIBLE_DEVICES="",
    TF_NUM_INTRAOP_THREADS=str(threads),
    TF_NUM_INTEROP_THREADS="1",
)

from start import read_start

start = read_start(start_file)
if library == "torch":
    from torch_trainer import make_trainer
else:
    from keras_nets import make_trainer


def peak_memory():
    """In bytes. Linux's own high-water mark leaves out what a process was before it became this one."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def tell(**answer):
    print(json.dumps(answer), flush=True)


# Answers the losses of `count` steps from step `first` on, where they are asked for.
train = make_trainer(net, threads, start, settings)
tell(ready=True)
done = 0
for line in sys.stdin:
    command, *counts = line.split()
    if command != "train":
        break
    count = int(counts[0])
    wall, cpu = time.perf_counter(), time.process_time()
    losses = train(done, count)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    done += count
    tell(wall=wall / count * 1e3, cpu=cpu / count * 1e3, peak=peak_memory(), losses=losses)
