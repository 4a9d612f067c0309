import type { Protocol } from '@assent/catalog';
import { ApiError } from '../wire/api-error.ts';
import type { SignatureFault } from './verify.ts';

/** The codes of authentication failures by protocol (R12.9). */
const codes: Readonly<Record<SignatureFault, Readonly<Record<'query' | 'json', readonly [code: string, status: number]>>>> = {
  missing: { query: ['MissingAuthenticationToken', 403], json: ['MissingAuthenticationTokenException', 403] },
  incomplete: { query: ['IncompleteSignature', 400], json: ['IncompleteSignatureException', 400] },
  invalidKey: { query: ['InvalidClientTokenId', 403], json: ['UnrecognizedClientException', 400] },
  mismatch: { query: ['SignatureDoesNotMatch', 403], json: ['InvalidSignatureException', 400] },
  expiredToken: { query: ['ExpiredToken', 403], json: ['ExpiredTokenException', 400] },
  expiredRequest: { query: ['RequestExpired', 400], json: ['InvalidSignatureException', 400] },
};

export function signatureError(fault: SignatureFault, message: string, protocol: Protocol): ApiError {
  const [code, status] = codes[fault][protocol === 'query' ? 'query' : 'json'];
  // Services of REST have the codes of the JSON protocol, all with the one status.
  return new ApiError(code, message, { status: protocol === 'restJson' ? 403 : status });
}
