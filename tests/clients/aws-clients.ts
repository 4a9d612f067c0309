import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The root key that every server of these tests starts with. */
export const rootKey: Credentials = {
  accessKeyId: 'AKIAQYLPMN5HHHFPZAM2',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzTESTSONLY',
};

export const account = '123456789012';

/** The SDK's clients of one endpoint. */
export class AwsClients {
  readonly url: string;
  /** Milliseconds that the server's clock is ahead of the machine's. */
  clockOffset = 0;

  constructor(url: string) {
    this.url = url;
  }

  iam = (credentials: Credentials = rootKey): IAMClient => new IAMClient(this.#client(credentials));
  sts = (credentials: Credentials = rootKey, region?: string): STSClient => new STSClient(this.#client(credentials, region));
  organizations = (credentials: Credentials = rootKey): OrganizationsClient => new OrganizationsClient(this.#client(credentials));

  accessAnalyzer = (credentials: Credentials = rootKey): AccessAnalyzerClient => new AccessAnalyzerClient(this.#client(credentials));

  #client(credentials: Credentials, region = 'us-east-1') {
    return { endpoint: this.url, region, credentials, maxAttempts: 1, systemClockOffset: this.clockOffset };
  }
}

/** The credentials of an STS answer in the form that the clients take. */
export function credentialsOf(issued: { AccessKeyId?: string | undefined; SecretAccessKey?: string | undefined; SessionToken?: string | undefined } | undefined): Credentials {
  if (issued?.AccessKeyId === undefined || issued.SecretAccessKey === undefined) throw new Error('the answer carries no credentials');
  return {
    accessKeyId: issued.AccessKeyId,
    secretAccessKey: issued.SecretAccessKey,
    ...(issued.SessionToken === undefined ? {} : { sessionToken: issued.SessionToken }),
  };
}

/** The text of a policy document with one or more statements. */
export const policy = (...statements: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });

export const allow = (action: string | readonly string[], resource: string | readonly string[] = '*', rest: object = {}): object => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...rest,
});

/** The error of a call that must fail, with the parts that clients branch on. */
export async function failure(call: Promise<unknown>): Promise<{ readonly code: string; readonly status: number | undefined; readonly message: string }> {
  const error = await call.then(
    () => new Error('the call succeeded'),
    (reason: unknown) => reason,
  );
  const known = error as { name?: string; Code?: string; message?: string; $metadata?: { httpStatusCode?: number } };
  return { code: known.Code ?? known.name ?? '', status: known.$metadata?.httpStatusCode, message: known.message ?? '' };
}
