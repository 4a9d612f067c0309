import type { ActionOf } from '../grant/action-types.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { alongKey, grantOnKey } from './along-key.ts';
import type { Key } from './key.ts';
import { OpenResource } from './resource.ts';

const read = ['ssm:DescribeParameters', 'ssm:GetParameters', 'ssm:GetParameter', 'ssm:GetParameterHistory'] as const;

/** A parameter of Systems Manager; a name with slashes begins with one. */
export class Parameter extends OpenResource<'ssm'> {
  readonly parameterName: string;
  readonly #key: Key | undefined;

  constructor(stack: Stack, parameterName: string, { encryptionKey }: { readonly encryptionKey?: Key } = {}) {
    super(stack, stack.arn('ssm', `parameter/${checkName('parameter', parameterName).replace(/^\//, '')}`), 'ssm');
    this.parameterName = parameterName;
    this.#key = encryptionKey;
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, read).combine(alongKey(this.#key, grantee, ['kms:Decrypt']));
  }

  /** Grants actions on the parameter's encryption key. */
  grantOnKey(grantee: Grantee, ...actions: readonly ActionOf<'kms'>[]) {
    return grantOnKey(this.#key, this.arn, grantee, actions);
  }

  grantWrite(grantee: Grantee) {
    return this.give(grantee, ['ssm:PutParameter']).combine(alongKey(this.#key, grantee, ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*']));
  }
}
