import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostileTraffic } from './hostile-traffic.ts';

let traffic: HostileTraffic;

beforeAll(async () => {
  traffic = await HostileTraffic.start();
});
afterAll(() => traffic.close());

describe('what reaches the upstream', () => {
  it('was authorized for exactly what every server would understand', { timeout: 120_000 }, async () => {
    expect(await traffic.run(20_260_101, 600)).toBeGreaterThan(60);
  });
});
