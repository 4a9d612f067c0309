import type { RequestHead } from '../../http/raw-request.ts';
import { headerValues } from '../../signature/canonical-request.ts';
import type { SignedPayload } from '../../signature/verify.ts';
import { AwsChunked } from './aws-chunked.ts';
import type { Framing } from './aws-chunked.ts';
import { ChunkSignatures } from './chunk-signatures.ts';
import { withHeaders } from './forwarded-head.ts';
import { hashCheck, PayloadError } from './payload-check.ts';
import type { PayloadCheck } from './payload-check.ts';

/** How a payload that passes goes upstream. */
export interface PassingPayload {
  readonly head: RequestHead;
  readonly check: PayloadCheck | undefined;
  /** What the head signs for it where it is signed anew. */
  readonly hash: string;
}

/** What a payload in `aws-chunked` is where its signatures end at the gate: with trailers it stays in chunks. */
const framings: Readonly<Record<string, Framing>> = {
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': 'decoded',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': 'unsigned',
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': 'as-sent',
};

/** @param payload what the signature says of it, where it is verified
 * @param anew whether the upstream gets another signature than the one that came
 * @throws PayloadError where the head does not say what it must */
export function passingPayload(head: RequestHead, payload: SignedPayload | undefined, anew: boolean): PassingPayload {
  const headers = headerValues(head);
  const hash = payload?.hash ?? headers.get('x-amz-content-sha256')?.[0] ?? 'UNSIGNED-PAYLOAD';
  const framing = Object.hasOwn(framings, hash) ? framings[hash] : undefined;
  if (framing === undefined) return { head, check: payload && /^[0-9a-f]{64}$/.test(hash) ? hashCheck(hash) : undefined, hash };
  const used = anew ? framing : 'as-sent';
  const check = payload || used !== 'as-sent' ? chunked(headers, payload, hash, used) : undefined;
  if (used === 'decoded') return { head: decodedHead(head, headers), check, hash: 'UNSIGNED-PAYLOAD' };
  if (used === 'unsigned') return { head: { ...head, headers: withHeaders(head.headers, { 'content-length': undefined }) }, check, hash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' };
  return { head, check, hash };
}

type HeaderValues = ReturnType<typeof headerValues>;

function chunked(headers: HeaderValues, payload: SignedPayload | undefined, hash: string, framing: Framing): PayloadCheck {
  const signed = hash.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
  const length = headers.get('x-amz-decoded-content-length')?.[0];
  if (length === undefined || !/^\d{1,15}$/.test(length)) throw new PayloadError('IncompleteBody', 'You must provide the x-amz-decoded-content-length HTTP header.');
  return new AwsChunked({
    signed,
    signatures: signed && payload ? new ChunkSignatures(payload) : undefined,
    trailers: hash.endsWith('-TRAILER') ? listed(headers.get('x-amz-trailer')).map((name) => name.toLowerCase()) : [],
    decodedLength: Number(length),
    framing,
  });
}

function decodedHead(head: RequestHead, headers: HeaderValues): RequestHead {
  const encodings = listed(headers.get('content-encoding')).filter((encoding) => encoding.toLowerCase() !== 'aws-chunked');
  return {
    ...head,
    headers: withHeaders(head.headers, {
      'content-length': headers.get('x-amz-decoded-content-length')?.[0],
      'content-encoding': encodings.length === 0 ? undefined : encodings.join(','),
      'x-amz-decoded-content-length': undefined,
      'x-amz-trailer': undefined,
    }),
  };
}

const listed = (values: readonly string[] | undefined): readonly string[] => (values ?? []).flatMap((value) => value.split(',')).map((part) => part.trim()).filter((part) => part !== '');
