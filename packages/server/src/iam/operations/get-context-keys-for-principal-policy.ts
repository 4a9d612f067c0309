import type { iam } from '@assent/catalog';
import { contextKeysOf } from '@assent/policy';
import { reading } from '../../operation/operation.ts';
import { compileInputs } from '../simulation/input-policy.ts';
import { findHolder, onHolder } from '../simulation/policy-source.ts';

/** R21.44: of the user with its groups, the group or the role, and of the policies that are given. */
export const getContextKeysForPrincipalPolicy = reading<iam.IamOperations['GetContextKeysForPrincipalPolicy']>({
  requires: ({ PolicySourceArn }, call) => onHolder('iam:GetContextKeysForPrincipalPolicy', call, PolicySourceArn),
  handle({ PolicySourceArn, PolicyInputList }, call) {
    const held = call.environment.library.held(findHolder(call, PolicySourceArn)).map(({ compiled }) => compiled);
    return { ContextKeyNames: contextKeysOf([...held, ...compileInputs(PolicyInputList, 'PolicyInputList')].map(({ document }) => document)) };
  },
});
