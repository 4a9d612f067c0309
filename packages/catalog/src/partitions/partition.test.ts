import { describe, expect, it } from 'vitest';
import { listPartitions } from './partition.ts';

describe('partitions', () => {
  it('have the regions of AWS, of China and of the government each in its own', () => {
    const partitions = listPartitions();
    expect(partitions.get('aws')?.has('eu-central-1')).toBe(true);
    expect(partitions.get('aws-cn')?.has('cn-north-1')).toBe(true);
    expect(partitions.get('aws-us-gov')?.has('us-gov-west-1')).toBe(true);
    expect(partitions.get('aws')?.has('cn-north-1')).toBe(false);
    expect([...partitions.values()].flatMap((regions) => [...regions]).filter((region) => region.includes('global'))).toEqual([]);
  });
});
