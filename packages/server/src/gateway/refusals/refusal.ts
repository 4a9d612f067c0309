import { denialMessage } from '@assent/policy';
import type { Judgement } from '../../authorization/judgement.ts';
import { encodeAuthorizationMessage } from '../../authorization/authorization-message.ts';
import type { Vault } from '../../secret/vault.ts';
import { signatureError } from '../../signature/signature-error.ts';
import type { SignatureFault } from '../../signature/verify.ts';
import type { PayloadError } from '../forwarding/payload-check.ts';
import type { UnroutableCode } from '../routing/unroutable.ts';
import type { ErrorFormat, Refusal } from './error-format.ts';

/** What a denied call is answered with, in the words of its service.
 * @param account of the caller: it may decode what is encoded (R12.8) */
export function deniedCall(format: ErrorFormat, { request, decision }: Judgement, vault: Vault, account: string): Refusal {
  const message = denialMessage(request, decision);
  switch (format) {
    case 's3':
      return { status: 403, code: 'AccessDenied', message: s3Message(message, request) };
    case 'rest-xml':
    case 'query':
      return { status: 403, code: 'AccessDenied', message };
    case 'rest-json':
      return { status: 403, code: 'AccessDeniedException', message };
    case 'json':
    case 'smithy-rpc-v2-cbor':
      return { status: 400, code: 'AccessDeniedException', message };
    case 'ec2': {
      const encoded = encodeAuthorizationMessage(vault, request, decision, account, ['ec2:Region']);
      return { status: 403, code: 'UnauthorizedOperation', message: `You are not authorized to perform this operation. ${message}. Encoded authorization failure message: ${encoded}` };
    }
  }
}

/** R12.6: the resource in quotes; nothing but that it is denied to callers of other accounts and organizations. */
function s3Message(message: string, { principal, resource, resourceAccount, organization }: Judgement['request']): string {
  const account = 'account' in principal ? principal.account : undefined;
  const near = (account !== undefined && account === resourceAccount) || (organization?.principalPath !== undefined && organization.resourcePath !== undefined);
  return near ? message.replace(` on resource: ${resource}`, () => ` on resource: "${resource}"`) : 'Access Denied';
}

const s3Faults: Readonly<Record<SignatureFault, readonly [code: string, status: number, message?: string]>> = {
  missing: ['AccessDenied', 403, 'Access Denied'],
  incomplete: ['AuthorizationHeaderMalformed', 400],
  invalidKey: ['InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.'],
  mismatch: ['SignatureDoesNotMatch', 403],
  expiredToken: ['ExpiredToken', 400, 'The provided token has expired.'],
  expiredRequest: ['AccessDenied', 403, 'Request has expired'],
};

/** What is answered to a request whose signature is not right (R12.9). */
export function unauthenticated(format: ErrorFormat, fault: SignatureFault, message: string): Refusal {
  if (format === 's3') {
    const [code, status, own] = s3Faults[fault];
    return { code, status, message: own ?? message };
  }
  const { code, status = 400 } = signatureError(fault, message, format === 'query' || format === 'ec2' || format === 'rest-xml' ? 'query' : 'json');
  return { code, message, status: format === 'rest-json' ? 403 : status };
}

const formsWithException: ReadonlySet<ErrorFormat> = new Set(['json', 'rest-json', 'smithy-rpc-v2-cbor']);

/** What is answered to what is no call that the gate understands. */
export function notUnderstood(format: ErrorFormat, code: UnroutableCode, reason: string): Refusal {
  const message = `The gate does not forward what it does not understand: ${reason}.`;
  const long = formsWithException.has(format);
  switch (code) {
    case 'unknown':
      return { status: 403, code: long ? 'AccessDeniedException' : format === 'ec2' ? 'UnauthorizedOperation' : 'AccessDenied', message };
    case 'tooLarge':
      return { status: 413, code: format === 's3' ? 'EntityTooLarge' : long ? 'RequestEntityTooLargeException' : 'RequestEntityTooLarge', message };
    case 'ambiguous':
    case 'malformed':
      return { status: 400, code: long ? 'ValidationException' : format === 's3' ? 'InvalidRequest' : 'ValidationError', message };
  }
}

/** What is answered where the gate or what is behind it fails. */
export function unavailable(format: ErrorFormat, status: number, message: string): Refusal {
  const code = status === 500 ? 'InternalError' : status === 501 ? 'NotImplemented' : 'ServiceUnavailable';
  return { status, code: formsWithException.has(format) ? `${code}Exception` : code, message };
}

/** What is answered to a body that is not what was signed. */
export function brokenPayload(format: ErrorFormat, error: PayloadError): Refusal {
  if (format !== 's3') return unauthenticated(format, 'mismatch', error.message);
  return { status: error.code === 'SignatureDoesNotMatch' ? 403 : 400, code: error.code, message: error.message };
}
