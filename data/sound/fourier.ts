/** The power of each frequency in some samples: a fast Fourier transform (Cooley and Tukey, 1965) in place. */

/**
 * Powers [size / 2 + 1] of frames of `size` samples, a power of two from 4. Samples at even places are taken for real parts and those between for
 * imaginary ones, so that half the length is transformed; the two are taken apart after.
 */
export function powerSpectrum(size: number): (frame: Float64Array, powers: Float64Array) => void {
  const half = size / 2;
  const angles = Array.from({ length: half }, (_, k) => (-2 * Math.PI * k) / size);
  const cos = Float64Array.from(angles, Math.cos);
  const sin = Float64Array.from(angles, Math.sin);
  const order = reversedBits(half);
  const re = new Float64Array(half);
  const im = new Float64Array(half);
  return (frame, powers) => {
    for (let n = 0; n < half; n++) {
      re[order[n]!] = frame[2 * n]!;
      im[order[n]!] = frame[2 * n + 1]!;
    }
    for (let length = 1; length < half; length *= 2) join(re, im, length, cos, sin);
    powers[0] = (re[0]! + im[0]!) ** 2;
    powers[half] = (re[0]! - im[0]!) ** 2;
    for (let k = 1; k < half; k++) {
      const [a, b, c, d] = [re[k]!, im[k]!, re[half - k]!, im[half - k]!];
      const [evenRe, evenIm, oddRe, oddIm] = [(a + c) / 2, (b - d) / 2, (b + d) / 2, (c - a) / 2];
      const x = evenRe + oddRe * cos[k]! - oddIm * sin[k]!;
      const y = evenIm + oddRe * sin[k]! + oddIm * cos[k]!;
      powers[k] = x * x + y * y;
    }
  };
}

/** Makes transforms of twice the length of each two of `length`. The circle of `cos` and `sin` has `2 * re.length` parts. */
function join(
  re: Float64Array,
  im: Float64Array,
  length: number,
  cos: Float64Array,
  sin: Float64Array,
): void {
  const stride = re.length / length;
  for (let k = 0; k < length; k++) {
    const [c, s] = [cos[k * stride]!, sin[k * stride]!];
    for (let a = k; a < re.length; a += 2 * length) {
      const b = a + length;
      const x = re[b]! * c - im[b]! * s;
      const y = re[b]! * s + im[b]! * c;
      re[b] = re[a]! - x;
      im[b] = im[a]! - y;
      re[a]! += x;
      im[a]! += y;
    }
  }
}

function reversedBits(size: number): Int32Array {
  const bits = Math.log2(size);
  const order = new Int32Array(size);
  for (let n = 0; n < size; n++) {
    for (let bit = 0; bit < bits; bit++) if (n & (1 << bit)) order[n]! |= 1 << (bits - 1 - bit);
  }
  return order;
}
