import type { RequestHead } from '../http/raw-request.ts';
import { readOnce } from '../http/read-once.ts';
import { decode, headerValues, splitTarget } from './canonical-request.ts';
import type { CredentialScope } from './credential.ts';

/** What a request says of its signature, in its header or, presigned, in its query. Nothing of it is verified. */
export interface SignedRequest {
  readonly presigned: boolean;
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ` */
  readonly timestamp: string;
  readonly at: Date;
  /** Seconds; of presigned requests. */
  readonly expires: number | undefined;
  readonly sessionToken: string | undefined;
}

/** Why a request cannot be read as a signed one. */
export type Unreadable = { readonly unreadable: 'missing' } | { readonly unreadable: 'incomplete'; readonly message: string };

const algorithm = 'AWS4-HMAC-SHA256';
const week = 604_800;

/** What a request says of its signature. */
export const readSignature: (request: RequestHead) => SignedRequest | Unreadable = readOnce((request) => {
  const authorization = headerValues(request).get('authorization');
  if (authorization) return authorization.length > 1 ? incomplete('The request has more than one Authorization header.') : fromHeader(request, authorization[0] ?? '');
  const query = presignParameters(request);
  return query ? fromQuery(query, headerValues(request)) : { unreadable: 'missing' };
});

const incomplete = (message: string): Unreadable => ({ unreadable: 'incomplete', message });

function fromHeader(request: RequestHead, header: string): SignedRequest | Unreadable {
  if (!header.startsWith(`${algorithm} `)) {
    return incomplete(header.startsWith('AWS4-ECDSA-P256-SHA256') ? 'SigV4a signatures are not accepted here: sign with AWS4-HMAC-SHA256.' : 'The Authorization header does not begin with AWS4-HMAC-SHA256.');
  }
  let [credential, signature, signedHeaders] = ['', '', ''];
  for (const part of header.slice(algorithm.length + 1).split(',')) {
    const text = part.trim();
    if (text.startsWith('Credential=')) credential = text.slice('Credential='.length);
    else if (text.startsWith('Signature=')) signature = text.slice('Signature='.length);
    else if (text.startsWith('SignedHeaders=')) signedHeaders = text.slice('SignedHeaders='.length);
  }
  if (credential === '' || signature === '' || signedHeaders === '') {
    const missing = Object.entries({ Credential: credential, Signature: signature, SignedHeaders: signedHeaders }).filter(([, value]) => value === '');
    return incomplete(missing.map(([name]) => `Authorization header requires '${name}' parameter.`).join(' '));
  }
  const headers = headerValues(request);
  const date = headers.get('x-amz-date') ?? headers.get('date');
  if (!date) return incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  const tokens = headers.get('x-amz-security-token');
  if (date.length > 1 || (tokens?.length ?? 0) > 1) return incomplete('A header that the signature depends on is there more than once.');
  const signed = assemble({
    presigned: false,
    credential,
    signedHeaders,
    signature,
    date: basicTimestamp(date[0] ?? ''),
    expires: undefined,
    sessionToken: tokens?.[0],
  });
  if ('unreadable' in signed) return signed;
  const unsigned = unsignedHeaders(headers, signed.signedHeaders);
  return unsigned.length === 0 ? signed : incomplete(`These headers must be signed: ${unsigned.join(', ')}.`);
}

/** `host`, the date, and every header of AWS's own must be under the signature: they say what is asked for. */
function unsignedHeaders(headers: ReadonlyMap<string, readonly string[]>, signedHeaders: readonly string[]): readonly string[] {
  const missing: string[] = [];
  const want = (name: string): void => {
    if (!signedHeaders.includes(name)) missing.push(name);
  };
  want('host');
  if (!headers.has('x-amz-date')) want('date');
  for (const name of headers.keys()) if (name.startsWith('x-amz-')) want(name);
  return missing;
}

function presignParameters(request: RequestHead): ReadonlyMap<string, string> | undefined {
  const { query } = splitTarget(request.target);
  if (!query.includes('X-Amz-')) return undefined;
  const parameters = new Map<string, string>();
  for (const part of query.split('&')) {
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    const value = decode(equals < 0 ? '' : part.slice(equals + 1));
    if (name !== undefined && value !== undefined && name.startsWith('X-Amz-') && !parameters.has(name)) parameters.set(name, value);
  }
  return parameters.has('X-Amz-Algorithm') || parameters.has('X-Amz-Signature') ? parameters : undefined;
}

function fromQuery(parameters: ReadonlyMap<string, string>, headers: ReadonlyMap<string, readonly string[]>): SignedRequest | Unreadable {
  const needed = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Signature', 'X-Amz-SignedHeaders'];
  const missing = needed.filter((name) => !parameters.get(name));
  if (missing.length > 0) return incomplete(`AWS query-string parameters must include ${missing.map((name) => `'${name}'`).join(', ')}.`);
  if (parameters.get('X-Amz-Algorithm') !== algorithm) return incomplete('X-Amz-Algorithm is not AWS4-HMAC-SHA256.');
  const expires = parameters.get('X-Amz-Expires');
  if (expires !== undefined && (!/^\d{1,6}$/.test(expires) || Number(expires) > week)) {
    return incomplete(`X-Amz-Expires must be a number of seconds from 0 to ${week}.`);
  }
  const signed = assemble({
    presigned: true,
    credential: parameters.get('X-Amz-Credential') ?? '',
    signedHeaders: parameters.get('X-Amz-SignedHeaders') ?? '',
    signature: parameters.get('X-Amz-Signature') ?? '',
    date: parameters.get('X-Amz-Date') ?? '',
    expires: expires === undefined ? undefined : Number(expires),
    sessionToken: parameters.get('X-Amz-Security-Token'),
  });
  if ('unreadable' in signed) return signed;
  // Whoever holds the URL adds headers at will, and one of them makes a copy of an upload.
  const unsigned = ['host', ...[...headers.keys()].filter((name) => name.startsWith('x-amz-'))].filter((name) => !signed.signedHeaders.includes(name));
  return unsigned.length === 0 ? signed : incomplete(`These headers must be signed: ${unsigned.join(', ')}.`);
}

function assemble(parts: {
  presigned: boolean;
  credential: string;
  signedHeaders: string;
  signature: string;
  date: string;
  expires: number | undefined;
  sessionToken: string | undefined;
}): SignedRequest | Unreadable {
  const credential = /^([\w]{16,128})\/(\d{8})\/([A-Za-z0-9-]{1,64})\/([A-Za-z0-9-]{1,64})\/aws4_request$/.exec(parts.credential);
  if (!credential) return incomplete('Credential must have the form KEY/YYYYMMDD/REGION/SERVICE/aws4_request.');
  if (!/^[0-9a-f]{64}$/.test(parts.signature)) return incomplete('Signature must be 64 hexadecimal digits.');
  const at = dateOf(parts.date);
  if (!at) return incomplete('Date must be in ISO-8601 basic format, YYYYMMDDTHHMMSSZ.');
  const signedHeaders = parts.signedHeaders.split(';');
  if (signedHeaders.some((name, index) => name === '' || name !== name.toLowerCase() || name <= (signedHeaders[index - 1] ?? ''))) {
    return incomplete('SignedHeaders must be header names in lower case, sorted, each once, separated by semicolons.');
  }
  const [, accessKeyId = '', date = '', region = '', service = ''] = credential;
  return {
    presigned: parts.presigned,
    accessKeyId,
    scope: { date, region, service },
    signedHeaders,
    signature: parts.signature,
    timestamp: parts.date,
    at,
    expires: parts.expires,
    sessionToken: parts.sessionToken,
  };
}

function dateOf(text: string): Date | undefined {
  if (!basicFormat.test(text)) return undefined;
  const part = (from: number, to: number): number => Number(text.slice(from, to));
  const [month, day, hour, minute, second] = [part(4, 6), part(6, 8), part(9, 11), part(11, 13), part(13, 15)];
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return undefined;
  return new Date(Date.UTC(part(0, 4), month - 1, day, hour, minute, second));
}

const basicFormat = /^\d{8}T\d{6}Z$/;

/** A `Date` header may be in HTTP's own form; signatures speak of it in the basic form of ISO 8601. */
function basicTimestamp(text: string): string {
  if (basicFormat.test(text)) return text;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date.toISOString().replace(/[-:]|\.\d{3}/g, '');
}
