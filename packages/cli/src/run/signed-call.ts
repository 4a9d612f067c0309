import { createHash } from 'node:crypto';
import { signedAnew } from '@assent/server';
import { RunFailure } from './run-failure.ts';

/** Keys that a call is signed with. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface SignedCall {
  /** Of the gate. */
  readonly endpoint: string;
  readonly keys: Keys;
  /** As the scope of the signature names it. */
  readonly service: string;
  readonly region: string;
  readonly contentType: string;
  /** Of services that speak JSON: `secretsmanager.GetSecretValue`. */
  readonly target?: string;
  readonly body: string;
  readonly now: Date;
}

/** A call that was answered with an error. */
export class CallRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'CallRefusal';
    this.code = code;
  }
}

/** Makes a call of an AWS service.
 * @returns the answer's text
 * @throws CallRefusal with the code and message of the service
 * @throws RunFailure where nobody answers */
export async function callService({ endpoint, keys, service, region, contentType, target, body, now }: SignedCall): Promise<string> {
  const { host } = new URL(endpoint);
  const head = signedAnew(
    { method: 'POST', target: '/', headers: [['host', host], ['content-type', contentType], ...(target === undefined ? [] : [['x-amz-target', target] as const])] },
    { signer: keys, service, region, style: 'normalized', payloadHash: createHash('sha256').update(body).digest('hex'), now },
  );
  let response: Response;
  let text: string;
  try {
    response = await fetch(endpoint, { method: 'POST', redirect: 'error', headers: head.headers.filter(([name]) => name !== 'host').map(([name, value]): [string, string] => [name, value]), body });
    text = await response.text();
  } catch (error) {
    const cause = (error as Error).cause;
    throw new RunFailure(`the server at ${endpoint} cannot be reached: ${cause instanceof Error ? cause.message : (error as Error).message}`);
  }
  if (response.ok) return text;
  throw refusalOf(text, response);
}

/** Makes a call of a service that speaks JSON 1.1.
 * @throws CallRefusal, RunFailure */
export async function callJson(call: Omit<SignedCall, 'contentType' | 'body'>, input: object): Promise<Readonly<Record<string, unknown>>> {
  const text = await callService({ ...call, contentType: 'application/x-amz-json-1.1', body: JSON.stringify(input) });
  const answer: unknown = text === '' ? {} : readJson(text);
  if (typeof answer !== 'object' || answer === null) throw new CallRefusal('Unreadable', 'the answer is no JSON object');
  return answer as Readonly<Record<string, unknown>>;
}

function refusalOf(text: string, { status, headers }: Response): CallRefusal {
  const json = readJson(text) as { readonly __type?: unknown; readonly message?: unknown; readonly Message?: unknown } | null | undefined;
  const code = headers.get('x-amzn-errortype') ?? (typeof json?.__type === 'string' ? json.__type : undefined) ?? /<Code>([^<]{1,128})<\/Code>/.exec(text)?.[1] ?? `status ${status}`;
  const message = json?.message ?? json?.Message ?? /<Message>([^<]{1,2048})<\/Message>/.exec(text)?.[1];
  return new CallRefusal(code.split('#').at(-1) ?? code, typeof message === 'string' ? message : 'no reason was given');
}

/** `undefined` for what is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
