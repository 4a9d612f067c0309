import { compileGlob } from '@assent/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileArnContainer } from './arn-containment.ts';
import { compileContainer } from './containment.ts';
import { globsMeet } from './intersection.ts';

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
const texts = Array.from({ length: 6 }, (_, length) => Array.from({ length: 2 ** length }, (__, bits) => Array.from({ length }, (___, at) => ((bits >> at) & 1 ? 'a' : 'b')).join(''))).flat();

describe('patterns', () => {
  it('meet wherever some text matches both, and only there', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        const [inA, inB] = [compileGlob(a), compileGlob(b)];
        const shared = texts.some((text) => inA(text) && inB(text));
        if (shared) expect(globsMeet(a, b)).toBe(true);
        // Patterns this short share a text of five characters if they share any, unless they ask for more of them.
        if (!shared && a.replaceAll('*', '').length <= 2 && b.replaceAll('*', '').length <= 2) expect(globsMeet(a, b)).toBe(false);
        expect(globsMeet(b, a)).toBe(globsMeet(a, b));
      }),
      { numRuns: 2000 },
    );
  });

  it('are said to contain others only where every text of these is one of theirs', () => {
    fc.assert(
      fc.property(pattern, pattern, (outer, inner) => {
        if (!compileContainer(outer)(inner)) return;
        const [inOuter, inInner] = [compileGlob(outer), compileGlob(inner)];
        expect(texts.filter((text) => inInner(text) && !inOuter(text))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['*', 'anything', true],
    ['arn:aws:s3:::b*', 'arn:aws:s3:::b*/*', true],
    ['arn:aws:s3:::b*/*', 'arn:aws:s3:::b*', false],
    ['arn:aws:s3:::b', 'arn:aws:s3:::b', true],
    ['arn:aws:sqs:*:123456789012:q', 'arn:aws:sqs:eu-west-1:123456789012:q', true],
    ['arn:aws:sqs:eu*q', 'arn:aws:sqs:eu-west-1:123456789012:q', false],
    ['arn:aws:sqs:e*:q', 'arn:aws:sqs:eu-west-1:123456789012:q', false],
    ['arn:aws:s3:::b?', 'arn:aws:s3:::b*', false],
  ])('of ARNs: %s contains %s: %s', (outer, inner, expected) => {
    expect(compileArnContainer(outer)(inner)).toBe(expected);
  });
});
