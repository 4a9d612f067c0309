import { AnswerError, ifTold } from './reading-error.ts';
import type { UpstreamClient } from './upstream-client.ts';

/** What an upstream calls the account in whose name it is asked; `undefined` where it does not say.
 * @throws UpstreamSilence */
export async function ownAccount(client: UpstreamClient): Promise<string | undefined> {
  try {
    const account = (await ifTold(client.ask('sts', 'GetCallerIdentity')))?.optional('Account');
    return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
  } catch (error) {
    // Who does not speak the protocol has no accounts.
    if (error instanceof AnswerError) return undefined;
    throw error;
  }
}
