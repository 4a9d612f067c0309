import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couldBegin } from './beginning.ts';
import { compileResource, RequestResource } from './resource.ts';

const head = 'arn:aws:s3:::';
const options = { variables: true, shortArn: 'complete', segmentFinalStar: 'cross', resourcePartColons: 'cross', shortArnReading: 'either', arnHeadCase: 'insensitive' } as const;
const letters = (...all: readonly string[]): fc.Arbitrary<string> => fc.array(fc.constantFrom(...all), { maxLength: 6 }).map((each) => each.join(''));

describe('whether a pattern could match what begins so (R3.5)', () => {
  it('is never denied of a beginning with an end that does match', () => {
    let matched = 0;
    fc.assert(
      fc.property(fc.constantFrom(head, 'arn:aws:s3:*:*:', 'arn:aws:S3*:::', 'arn:aws:s3:', 'arn:*'), letters('a', 'b', 'B', '*', '?', '/', ':', '${*}', '${aws:username}'), letters('a', 'b', '/'), letters('a', 'b', 'B', '/', ':'), (first, pattern, beginning, rest) => {
        const matches = compileResource(first + pattern, options)({ resource: new RequestResource(head + beginning + rest), key: () => ({ values: ['ab'], multi: false }) });
        if (matches) matched++;
        return !matches || couldBegin(first + pattern, head + beginning, rest.split(':').length - 1);
      }),
      { numRuns: 5000, seed: 20261126 },
    );
    expect(matched).toBeGreaterThan(200);
  });

  it.each<[string, string, boolean]>([
    ['arn:aws:s3:::b/k', 'arn:aws:s3:::b/', true],
    ['arn:aws:s3:::b/k', 'arn:aws:s3:::c/', false],
    ['arn:aws:s3:::b', 'arn:aws:s3:::b/', false],
    ['arn:aws:s3:::?/*', 'arn:aws:s3:::b/', true],
    ['arn:aws:s3', 'arn:aws:s3:::b/', true],
    ['arn:aws:sqs', 'arn:aws:s3:::b/', false],
    ['*', 'arn:aws:s3:::b/', true],
    ['arn:aws:s3:*:*:other-*', 'arn:aws:s3:::b/', false],
    ['arn:aws:s3:::${aws:username}/x', 'arn:aws:s3:::b/', true],
  ])('%s of %s: %s', (pattern, beginning, expected) => {
    expect(couldBegin(pattern, beginning, 0)).toBe(expected);
  });

  it('takes no longer for many stars', () => {
    expect(couldBegin(`${head}${'a*'.repeat(500)}c`, `${head}${'a'.repeat(500)}`, 0)).toBe(true);
    expect(couldBegin(`${head}x${'*a'.repeat(500)}`, `${head}${'a'.repeat(500)}`, 0)).toBe(false);
  });
});
