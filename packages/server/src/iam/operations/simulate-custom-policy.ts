import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { entityArn } from '../../directory/arn.ts';
import { reading } from '../../operation/operation.ts';
import { simulate } from '../simulation/simulation.ts';

export const simulateCustomPolicy = reading<iam.IamOperations['SimulateCustomPolicy']>({
  requires: () => onAnything('iam:SimulateCustomPolicy'),
  handle(input, call) {
    // Without `CallerArn` nobody in particular calls.
    const arn = entityArn(call.partition, call.account, 'user', '/', 'simulated');
    return simulate(input, call, { principal: { kind: 'user', arn, account: call.account }, held: [], boundary: undefined, isUser: false });
  },
});
