/** Nobody waits for who cannot come, whenever that one left. */
import { expect, test } from 'vitest';
import { BrokenMeeting, Meeting, meetingMemory } from '../../../trainer/src/executors/onnx/sharing/meeting';

function three(): readonly [Meeting, Meeting, Meeting] {
  const memory = meetingMemory();
  return [new Meeting(memory, 3), new Meeting(memory, 3), new Meeting(memory, 3)];
}

test('all go on when the last one has come, again and again', async () => {
  const [a, b, c] = three();
  const come: string[] = [];
  const walk = async (name: string, meeting: Meeting, delay: number) => {
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => setTimeout(resolve, delay));
      come.push(`${name}${round}`);
      await meeting.meet();
      come.push(`behind ${round}`);
    }
  };
  await Promise.all([walk('a', a, 1), walk('b', b, 20), walk('c', c, 5)]);
  for (let round = 0; round < 3; round++) {
    const last = Math.max(...['a', 'b', 'c'].map((name) => come.indexOf(`${name}${round}`)));
    expect(come.indexOf(`behind ${round}`)).toBeGreaterThan(last);
  }
});

test('a call that was meant for those who met before wakes nobody', async () => {
  const memory = meetingMemory();
  const [a, b] = [new Meeting(memory, 2), new Meeting(memory, 2)];
  let isOver = false;
  const waiting = a.meet().then(() => (isOver = true));
  await new Promise((resolve) => setTimeout(resolve, 5));
  const words = new Int32Array(memory);
  for (const place of words.keys()) Atomics.notify(words, place);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isOver).toBe(false);
  await b.meet();
  await waiting;
});

test('who left before the others came is not waited for, nor who leaves while they wait', async () => {
  const [a, b, c] = three();
  const waiting = a.meet();
  c.breakUp();
  await expect(waiting).rejects.toThrow(BrokenMeeting);
  await expect(b.meet()).rejects.toThrow('another thread has failed');
  await expect(a.meet()).rejects.toThrow(BrokenMeeting);
});
