import { describe, expect, it } from 'vitest';
import { HostileTraffic } from './hostile-traffic.ts';

describe('what reaches the upstream', () => {
  it.each([
    ['as it came', false, 600],
    ['signed anew', true, 300],
  ])('%s was authorized for exactly what every server would understand', { timeout: 120_000 }, async (_name, anew, count) => {
    const traffic = await HostileTraffic.start(anew);
    try {
      expect(await traffic.run(20_260_101, count)).toBeGreaterThan(count / 10);
    } finally {
      await traffic.close();
    }
  });
});
