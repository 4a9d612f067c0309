import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveSigningKey } from '../../signature/signing-key.ts';
import { AwsChunked } from './aws-chunked.ts';
import type { Framing } from './aws-chunked.ts';
import { ChunkSignatures } from './chunk-signatures.ts';
import { HeldBack } from './payload-check.ts';

// The examples of the S3 API reference: 65 KiB of the letter `a`, with and without a trailer.
const scope = { date: '20130524', region: 'us-east-1', service: 's3' };
const key = deriveSigningKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope);
const data = 'a'.repeat(66_560);
const chunk = (size: number, signature: string) => `${size.toString(16)};chunk-signature=${signature}\r\n${'a'.repeat(size)}${size === 0 ? '' : '\r\n'}`;
const plain = {
  signature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
  trailers: [] as string[],
  body:
    chunk(65_536, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648') +
    chunk(1_024, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497') +
    `${chunk(0, 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9')}\r\n`,
};
const withTrailer = {
  signature: '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
  trailers: ['x-amz-checksum-crc32c'],
  body:
    chunk(65_536, 'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2') +
    chunk(1_024, '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7') +
    `${chunk(0, '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992')}x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n`,
};
const unsigned = { signature: '', trailers: ['x-amz-checksum-crc32'], body: `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n` };

type Example = typeof plain;

function pass({ signature, trailers, body }: Example, framing: Framing, cuts: readonly number[] = [], decodedLength = data.length): string {
  const signed = signature !== '';
  const signatures = signed ? new ChunkSignatures({ hash: '', key, scope, timestamp: '20130524T000000Z', signature }) : undefined;
  const check = new HeldBack(new AwsChunked({ signed, signatures, trailers, decodedLength, framing }));
  const bytes = Buffer.from(body, 'latin1');
  const bounds = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
  const out = bounds.slice(1).map((end, index) => check.take(bytes.subarray(bounds[index], end)));
  return Buffer.concat([...out, check.end()]).toString('latin1');
}

const cuts = fc.array(fc.nat(), { maxLength: 8 });

describe('aws-chunked', () => {
  it.each([['plain', plain], ['with a trailer', withTrailer]])('%s verifies as in the S3 API reference, wherever the network cuts it', (_name, example) => {
    fc.assert(
      fc.property(cuts, (where) => {
        expect(pass(example, 'as-sent', where)).toBe(example.body);
        expect(pass(example, 'decoded', where)).toBe(data);
        expect(pass(example, 'unsigned', where)).toBe(example.body.replaceAll(/;chunk-signature=\w+|x-amz-trailer-signature:\w+\r\n/g, ''));
      }),
      { numRuns: 30 },
    );
  });

  it('without signatures is held to its length and its trailers', () => {
    expect(pass(unsigned, 'as-sent', [], 5)).toBe(unsigned.body);
    expect(pass(unsigned, 'decoded', [], 5)).toBe('hello');
    expect(() => pass(unsigned, 'as-sent', [], 6)).toThrow('number of bytes');
    expect(() => pass({ ...unsigned, trailers: [] }, 'as-sent', [], 5)).toThrow('not announce');
    expect(() => pass({ ...unsigned, trailers: ['x-amz-checksum-crc32', 'x-amz-other'] }, 'as-sent', [], 5)).toThrow('missing');
  });

  it('does not pass with any byte changed, and never whole', () => {
    for (const example of [plain, withTrailer]) {
      const frame = [...example.body].flatMap((character, index) => (character === 'a' ? [] : [index]));
      fc.assert(
        fc.property(fc.constantFrom(...frame, 100, 66_000), fc.constantFrom('b', 'Z', '\n', ';', '7'), cuts, (at, other, where) => {
          // Names of trailers are signed in lower case, however they are written.
          fc.pre(example.body[at]?.toLowerCase() !== other.toLowerCase());
          const changed = example.body.slice(0, at) + other + example.body.slice(at + 1);
          expect(() => pass({ ...example, body: changed }, 'as-sent', where)).toThrow();
        }),
        { numRuns: 300 },
      );
    }
  });

  it('does not pass when it is cut short or goes on', () => {
    for (const end of [10, 66_000, plain.body.length - 90, plain.body.length - 3]) expect(() => pass({ ...plain, body: plain.body.slice(0, end) }, 'as-sent')).toThrow();
    expect(() => pass({ ...plain, body: `${plain.body}0` }, 'as-sent')).toThrow('behind the last chunk');
    expect(() => pass({ ...withTrailer, body: withTrailer.body.replace(/x-amz-trailer-signature:\w+\r\n/, '') }, 'as-sent')).toThrow('not signed');
  });
});
