/** An upstream answered a question with an error of its service. */
export class UpstreamRefusal extends Error {
  readonly code = 'upstream-refusal';
  readonly status: number;
  /** The service's own: `NoSuchBucketPolicy`; empty where it says none. */
  readonly reason: string;

  constructor(operation: string, status: number, reason: string) {
    super(`${operation} was answered with ${reason === '' ? `status ${status}` : reason}`);
    this.name = 'UpstreamRefusal';
    this.status = status;
    this.reason = reason;
  }
}

/** An upstream cannot be reached, takes too long, or answers what is not its protocol: to ask it further is no use. */
export class UpstreamSilence extends Error {
  readonly code = 'upstream-silence';

  constructor(message: string) {
    super(message);
    this.name = 'UpstreamSilence';
  }
}

/** An answer that does not say what it should. */
export class AnswerError extends Error {
  readonly code = 'upstream-answer';

  constructor(message: string) {
    super(message);
    this.name = 'AnswerError';
  }
}

const notThere: ReadonlySet<string> = new Set(['UnknownOperationException', 'UnknownOperation', 'NotImplemented', 'InvalidAction', 'UnsupportedOperation', 'UnsupportedOperationException', 'MethodNotAllowed']);

/** Whether an upstream has no such operation. */
export const isUnknownOperation = (error: unknown): boolean => error instanceof UpstreamRefusal && (error.status === 501 || notThere.has(error.reason));

/** Whether an upstream says that there is no such thing. */
export const isNotThere = (error: unknown): boolean => error instanceof UpstreamRefusal && (error.status === 404 || /NotFound|NonExistent|DoesNotExist|NoSuch/.test(error.reason));

/** What an upstream has of something that need not be there.
 * @param reasons error codes that say that it is not there */
export async function ifThere<T>(asked: Promise<T>, ...reasons: readonly string[]): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof UpstreamRefusal && reasons.includes(error.reason)) return undefined;
    throw error;
  }
}

/** What an upstream says of something that need not be there, under a name: what it is, that it is not there, or nothing at all, where
 * it knows no such things.
 * @param reasons error codes that say that it is not there */
export async function said<Name extends string, T>(name: Name, asked: Promise<T>, ...reasons: readonly string[]): Promise<{ readonly [N in Name]?: T | undefined }> {
  try {
    return { [name]: await ifThere(asked, ...reasons) } as { readonly [N in Name]: T | undefined };
  } catch (error) {
    if (isUnknownOperation(error)) return {};
    throw error;
  }
}

/** What an upstream tells, or nothing where it refuses to. */
export async function ifTold<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof UpstreamRefusal) return undefined;
    throw error;
  }
}
