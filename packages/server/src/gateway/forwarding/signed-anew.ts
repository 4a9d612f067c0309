import { createHmac } from 'node:crypto';
import type { RequestHead } from '../../http/raw-request.ts';
import { canonicalRequest, decode, headerValues, sha256 } from '../../signature/canonical-request.ts';
import type { PathStyle } from '../../signature/canonical-request.ts';
import { deriveSigningKey } from '../../signature/signing-key.ts';
import { withHeaders } from './forwarded-head.ts';
import type { UpstreamSigner } from './upstreams.ts';

export interface SigningOptions {
  readonly signer: UpstreamSigner;
  /** As the scope of the signature names it. */
  readonly service: string;
  /** Where the signer has none of its own. */
  readonly region: string;
  readonly style: PathStyle;
  /** Hexadecimal, or the word in its place. */
  readonly payloadHash: string;
  readonly now: Date;
}

/** Parameters of a presigned request. */
const presign: ReadonlySet<string> = new Set(['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Expires', 'X-Amz-Security-Token', 'X-Amz-Signature', 'X-Amz-SignedHeaders']);

/** The head with a signature of the upstream's credentials in the place of the one that it came with. */
export function signedAnew(head: RequestHead, { signer, service, region: own, style, payloadHash, now }: SigningOptions): RequestHead {
  const timestamp = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const region = signer.region ?? own;
  const scope = { date: timestamp.slice(0, 8), region, service };
  const stated = headerValues(head).has('x-amz-content-sha256') || style === 'as-sent';
  const bare: RequestHead = {
    method: head.method,
    target: withoutPresign(head.target),
    headers: withHeaders(head.headers, {
      authorization: undefined,
      'x-amz-security-token': signer.sessionToken,
      'x-amz-date': timestamp,
      'x-amz-content-sha256': stated ? payloadHash : undefined,
    }),
  };
  const signedHeaders = [...headerValues(bare).keys()].filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-amz-')).sort();
  const canonical = canonicalRequest(bare, signedHeaders, payloadHash, style);
  if (canonical === undefined) throw new Error('a request was routed whose query cannot be read');
  const text = `AWS4-HMAC-SHA256\n${timestamp}\n${scope.date}/${region}/${service}/aws4_request\n${sha256(canonical)}`;
  const signature = createHmac('sha256', deriveSigningKey(signer.secretAccessKey, scope)).update(text).digest('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${signer.accessKeyId}/${scope.date}/${region}/${service}/aws4_request, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  return { ...bare, headers: [...bare.headers, ['authorization', authorization]] };
}

function withoutPresign(target: string): string {
  const mark = target.indexOf('?');
  if (mark < 0) return target;
  const rest = target
    .slice(mark + 1)
    .split('&')
    .filter((part) => !presign.has(decode(part.split('=', 1)[0] ?? '') ?? ''))
    .join('&');
  return rest === '' ? target.slice(0, mark) : `${target.slice(0, mark)}?${rest}`;
}
