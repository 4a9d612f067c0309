import type { iam } from '@assent/catalog';
import { contextKeysOf } from '@assent/policy';
import { onAnything } from '../../authorization/requirement.ts';
import { reading } from '../../operation/operation.ts';
import { compileInputs } from '../simulation/input-policy.ts';

export const getContextKeysForCustomPolicy = reading<iam.IamOperations['GetContextKeysForCustomPolicy']>({
  requires: () => onAnything('iam:GetContextKeysForCustomPolicy'),
  handle: ({ PolicyInputList }) => ({ ContextKeyNames: contextKeysOf(compileInputs(PolicyInputList, 'PolicyInputList').map(({ document }) => document)) }),
});
