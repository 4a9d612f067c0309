import { PolicyHolder } from '../grantees/policy-holder.ts';
import { GrantError } from '../grant-error.ts';
import { principalOf } from '../grantees/principal.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { alongKeyVia } from './along-key.ts';
import type { Key } from './key.ts';
import { OpenResource } from './resource.ts';

/** How a secret is made. */
export interface SecretProps {
  readonly encryptionKey?: Key;
  /** The six characters that Secrets Manager put behind its name; without them, any six. */
  readonly suffix?: string;
}

/** A secret of Secrets Manager. */
export class Secret extends OpenResource<'secretsmanager'> {
  readonly secretName: string;
  readonly #key: Key | undefined;

  constructor(stack: Stack, secretName: string, { encryptionKey, suffix = '??????' }: SecretProps = {}) {
    super(stack, stack.arn('secretsmanager', `secret:${checkName('secret', secretName)}-${suffix}`), 'secretsmanager', { selfArns: 'arns' });
    this.secretName = secretName;
    this.#key = encryptionKey;
  }

  /** @param versionStages only these versions, `AWSCURRENT` for instance */
  grantRead(grantee: Grantee, versionStages?: readonly string[]) {
    this.#checkAccount(grantee);
    const stages = versionStages === undefined ? {} : { conditions: { 'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': versionStages } } };
    return this.give(grantee, ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], stages).combine(
      alongKeyVia('secretsmanager', this.#key, grantee, ['kms:Decrypt']),
    );
  }

  grantWrite(grantee: Grantee) {
    this.#checkAccount(grantee);
    return this.give(grantee, ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecret', 'secretsmanager:UpdateSecretVersionStage']).combine(
      alongKeyVia('secretsmanager', this.#key, grantee, ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*']),
    );
  }

  #checkAccount(grantee: Grantee): void {
    const principal = principalOf(grantee);
    const foreign = principal instanceof PolicyHolder ? principal.account !== this.stack.account : principal.account !== undefined && principal.account !== this.stack.account;
    if (foreign && !this.#key) {
      throw new GrantError('wrong-use', `the secret \`${this.secretName}\` is encrypted with AWS's own key, which no other account can use: give it \`encryptionKey\``);
    }
  }
}
