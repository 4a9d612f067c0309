import { describe, expect, it } from 'vitest';
import { HostileTraffic } from './hostile-traffic.ts';

describe('what reaches the upstream', () => {
  it.each([
    ['as it came', false, 600],
    ['signed anew', true, 300],
  ])('%s was authorized for exactly what every server would understand', { timeout: 120_000 }, async (_name, anew, count) => {
    const traffic = await HostileTraffic.start(anew);
    try {
      const passed = await traffic.run(20_260_101, count);
      expect([...passed.keys()]).toEqual(expect.arrayContaining(['GetObject', 'HeadObject', 'PutObject', 'GetItem', 'GetFunction', 'Invoke']));
      expect([...passed.values()].reduce((sum, each) => sum + each)).toBeGreaterThan(count / 10);
    } finally {
      await traffic.close();
    }
  });
});
