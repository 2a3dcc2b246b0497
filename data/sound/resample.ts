/**
 * Brings samples to another rate: the sum of sincs of Shannon and Whittaker, cut off by a Kaiser window, as Smith writes in "Digital
 * audio resampling" (CCRMA, 2002). What the new rate cannot hold is taken away first.
 */
const { PI, abs, ceil, floor, max, min, sin, sqrt } = Math;

/** Zeros of the sinc on each side, and the shape of the window: what is taken away is at least 80 dB down. */
const crossings = 32;
const beta = 7.86;
/** The middle of where the filter goes down, in shares of the highest frequency: at 1 it is down. */
const cutoff = 0.92;
/** Coefficients that are computed ahead; where rates have so little in common that there are more, each is when it is needed. */
const mostCoefficients = 2 ** 22;

/** Sample n of the answer is at the time n / `to`; there are as many as that time has a sample for, and at most `most`. */
export function resample(x: Float32Array, from: number, to: number, most = Infinity): Float32Array {
  if (from === to) return x.length > most ? x.subarray(0, most) : x;
  const count = min(ceil((x.length * to) / from), most);
  const { phases, step, reach, weightsOf } = filterOf(from, to);
  const y = new Float32Array(count);
  for (let n = 0; n < count; n++) {
    // The time of this sample is `at` and `phase` of `phases` parts of a sample of x.
    const parts = n * step;
    const at = floor(parts / phases);
    const weights = weightsOf(parts - at * phases);
    const first = at - reach + 1;
    const end = min(weights.length, x.length - first);
    let sum = 0;
    for (let tap = max(0, -first); tap < end; tap++) sum += x[first + tap]! * weights[tap]!;
    y[n] = sum;
  }
  return y;
}

interface Filter {
  readonly phases: number;
  readonly step: number;
  /** Taps on each side. */
  readonly reach: number;
  /** How much each sample around counts; valid until it is called again. */
  weightsOf(phase: number): Float64Array;
}

let last: { readonly from: number; readonly to: number; readonly filter: Filter } | undefined;

/** Kept for the next recording, which is mostly of the same rate. */
function filterOf(from: number, to: number): Filter {
  if (last?.from !== from || last.to !== to) last = { from, to, filter: makeFilter(from, to) };
  return last.filter;
}

function makeFilter(from: number, to: number): Filter {
  const common = divisorOf(from, to);
  const [phases, step] = [to / common, from / common];
  // In samples of x; a lower rate takes a wider filter.
  const width = cutoff * min(1, to / from);
  const reach = ceil(crossings / width);
  const compute = (phase: number, tap: number): number => {
    const t = (tap - reach + 1 - phase / phases) * width;
    return width * sinc(t) * kaiser(t / crossings);
  };
  const taps = 2 * reach;
  const write = (phase: number, weights: Float64Array): Float64Array => {
    for (let tap = 0; tap < taps; tap++) weights[tap] = compute(phase, tap);
    return weights;
  };
  if (phases * taps > mostCoefficients) {
    const weights = new Float64Array(taps);
    return { phases, step, reach, weightsOf: (phase) => write(phase, weights) };
  }
  const all = Array.from({ length: phases }, (_, phase) => write(phase, new Float64Array(taps)));
  return { phases, step, reach, weightsOf: (phase) => all[phase]! };
}

const sinc = (t: number): number => (abs(t) < 1e-12 ? 1 : sin(PI * t) / (PI * t));

/** 0 from 1 on. */
const kaiser = (t: number): number => (abs(t) >= 1 ? 0 : bessel(beta * sqrt(1 - t * t)) / bessel(beta));

/** The modified Bessel function of order 0, by its power series. */
function bessel(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function divisorOf(a: number, b: number): number {
  return b === 0 ? a : divisorOf(b, a % b);
}
