/** The power of each frequency in some samples: a fast Fourier transform (Cooley and Tukey, 1965) in place. */

/** Powers [size / 2 + 1] of frames of `size` samples, a power of two. */
export function powerSpectrum(size: number): (frame: Float64Array, powers: Float64Array) => void {
  const angles = Array.from({ length: size / 2 }, (_, k) => (-2 * Math.PI * k) / size);
  const cos = Float64Array.from(angles, Math.cos);
  const sin = Float64Array.from(angles, Math.sin);
  const order = reversedBits(size);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  return (frame, powers) => {
    for (let n = 0; n < size; n++) re[order[n]!] = frame[n]!;
    im.fill(0);
    for (let half = 1; half < size; half *= 2) join(re, im, half, cos, sin);
    for (let k = 0; k <= size / 2; k++) powers[k] = re[k]! ** 2 + im[k]! ** 2;
  };
}

/** Makes transforms of twice the length of each two of length `half`. */
function join(re: Float64Array, im: Float64Array, half: number, cos: Float64Array, sin: Float64Array): void {
  const stride = cos.length / half;
  for (let start = 0; start < re.length; start += 2 * half) {
    for (let k = 0; k < half; k++) {
      const [a, b] = [start + k, start + k + half];
      const [c, s] = [cos[k * stride]!, sin[k * stride]!];
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
