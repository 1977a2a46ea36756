import { describe, expect, test } from 'vitest';
import { ActorAnswers } from '../../server/live/log/answers.ts';
import { pick, seeded, whole } from '../support/seeded.ts';

describe("an actor's answers", () => {
  test.each([1, 2, 3])('are found by their retry keys, however many there are (seed %i)', (seed) => {
    const random = seeded(seed);
    const answers = new ActorAnswers('judge:j1');
    const expected = new Map<string, { digest: string; at: number; seq: number }>();
    const keys: string[] = [];
    const digest = () =>
      Array.from({ length: 16 }, () => whole(random, 0, 15).toString(16))
        .join('')
        .replace(/^./, (first) => (random() < 0.1 ? '0' : first));
    for (let seq = 1; seq <= 3_000; seq += 1) {
      // Devices count in their keys, or draw them; the last of several events of one command counts.
      const known = keys.length > 0 && random() < 0.1 ? pick(random, keys) : undefined;
      const drawn = random() < 0.5 ? `ballot-${seq}` : `${digest()}${digest()}-é中`;
      const commandId = known ?? drawn;
      const answer = { digest: digest(), at: 1_657_155_600_000 + seq * whole(random, 0, 9), seq };
      expect(answers.find(commandId) === undefined).toBe(known === undefined);
      answers.note({ commandId, ...answer });
      keys.push(commandId);
      expected.set(commandId, answer);
    }
    for (const [commandId, { digest, at, seq }] of expected) {
      expect(answers.find(commandId)).toEqual({ at, seq });
      expect(answers.digestOf(commandId)).toBe(digest);
    }
    for (const stranger of ['', 'ballot-0', 'ballot-3001', keys.join('')]) {
      expect(answers.find(stranger)).toBeUndefined();
      expect(answers.digestOf(stranger)).toBeUndefined();
    }
  });
});
