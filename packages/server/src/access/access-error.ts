/** A request to the access endpoints that is not answered with a decision; the message is for whoever sent it. */
export class AccessError extends Error {
  readonly code: 'invalid-request' | 'unauthenticated' | 'forbidden' | 'not-found' | 'too-large' | 'fault';

  constructor(code: AccessError['code'], message: string) {
    super(message);
    this.name = 'AccessError';
    this.code = code;
  }
}

/** The HTTP status of each code, as AuthZEN's transport has it. */
export const accessStatus: Readonly<Record<AccessError['code'], number>> = { 'invalid-request': 400, unauthenticated: 401, forbidden: 403, 'not-found': 404, 'too-large': 413, fault: 500 };
