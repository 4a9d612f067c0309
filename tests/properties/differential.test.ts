import { describe, expect, it } from 'vitest';
import { compareEvaluators } from './tally.ts';

const seed = Number(process.env['ASSENT_TEST_SEED'] ?? 20261126);
const count = Number(process.env['ASSENT_TEST_COUNT'] ?? 10_000);

describe('on random cases', () => {
  it(`the engine and the reference agree in decision, type and matched statements (${count} cases, seed ${seed})`, { timeout: 600_000 }, () => {
    const tally = compareEvaluators(seed, count);
    const of = (prefix: string): number => [...tally].filter(([what]) => what.startsWith(prefix)).reduce((sum, [, each]) => sum + each, 0);
    const share = of('allowed') / count;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
    const wanted = [
      ...['identity', 'permissionsBoundary', 'session', 'resource', 'serviceControl', 'resourceControl', 'vpcEndpoint'].flatMap((type) => [`explicitDeny ${type}`, `matched ${type} Allow`, `matched ${type} Deny`]),
      ...['identity', 'permissionsBoundary', 'session', 'resource', 'serviceControl', 'vpcEndpoint'].map((type) => `implicitDeny ${type}`),
      ...['identity', 'resource', 'nothing'].map((type) => `allowed ${type}`),
    ];
    const least = Math.floor(count / 1000);
    expect(wanted.filter((what) => (tally.get(what) ?? 0) < least).map((what) => `${what}: ${tally.get(what) ?? 0}`)).toEqual([]);
  });
});
