/** WAV files for tests, written as the format says. */

export interface WavForm {
  readonly rate?: number;
  readonly bits?: 8 | 16 | 24 | 32 | 64;
  readonly float?: boolean;
  readonly extensible?: boolean;
  /** Said in place of the bytes of samples that follow. */
  readonly size?: number;
  /** A chunk before the samples that readers pass over. */
  readonly note?: string;
}

/** `channels` are numbers from -1 to 1; whole numbers are rounded to the nearest. */
export function wavOf(channels: readonly (readonly number[] | Float64Array)[], form: WavForm = {}): Buffer {
  const { rate = 16_000, bits = 16, float = false, extensible = false, note } = form;
  const width = bits / 8;
  const frames = channels[0]?.length ?? 0;
  const data = Buffer.alloc(frames * channels.length * width);
  let place = 0;
  for (let frame = 0; frame < frames; frame++) {
    for (const channel of channels) {
      write(data, place, channel[frame]!, bits, float);
      place += width;
    }
  }
  const format = Buffer.alloc(extensible ? 40 : 16);
  const kind = float ? 3 : 1;
  format.writeUInt16LE(extensible ? 0xfffe : kind, 0);
  format.writeUInt16LE(channels.length, 2);
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE(rate * channels.length * width, 8);
  format.writeUInt16LE(channels.length * width, 12);
  format.writeUInt16LE(bits, 14);
  if (extensible) {
    format.writeUInt16LE(22, 16);
    format.writeUInt16LE(bits, 18);
    format.writeUInt16LE(kind, 24);
  }
  const chunks = [
    chunk('fmt ', format),
    ...(note === undefined ? [] : [chunk('note', Buffer.from(note))]),
    chunk('data', data, form.size),
  ];
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
}

function chunk(name: string, content: Buffer, size = content.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

function write(data: Buffer, place: number, value: number, bits: number, float: boolean): void {
  if (float) {
    if (bits === 64) data.writeDoubleLE(value, place);
    else data.writeFloatLE(value, place);
    return;
  }
  const full = 2 ** (bits - 1);
  const number = Math.max(-full, Math.min(full - 1, Math.round(value * full)));
  if (bits === 8) data.writeUInt8(number + 128, place);
  else data.writeIntLE(number, place, bits / 8);
}
