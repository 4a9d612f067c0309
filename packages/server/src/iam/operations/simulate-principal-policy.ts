import type { iam } from '@assent/catalog';
import { entityArn, sessionArn } from '../../directory/arn.ts';
import type { Call } from '../../operation/call.ts';
import { reading } from '../../operation/operation.ts';
import { findHolder, onHolder } from '../simulation/policy-source.ts';
import type { PolicyHolder } from '../simulation/policy-source.ts';
import { simulate } from '../simulation/simulation.ts';
import type { Simulated } from '../simulation/simulation.ts';

export const simulatePrincipalPolicy = reading<iam.IamOperations['SimulatePrincipalPolicy']>({
  requires: ({ PolicySourceArn }, call) => onHolder('iam:SimulatePrincipalPolicy', call, PolicySourceArn),
  handle(input, call) {
    const holder = findHolder(call, input.PolicySourceArn);
    const { library } = call.environment;
    const boundary = holder.kind === 'group' || holder.boundary === undefined ? undefined : library.managed(holder.boundary, 'permissionsBoundary');
    return simulate(input, call, { principal: principalOf(call, holder), held: library.held(holder), boundary, isUser: holder.kind === 'user' });
  },
});

/** Who calls where `CallerArn` does not say: the user itself, a session of the role, nobody in particular for a group. */
function principalOf({ partition, account }: Call, { kind, id, path, name }: PolicyHolder): Simulated['principal'] {
  if (kind === 'role') return { kind: 'roleSession', arn: sessionArn(partition, account, name, 'simulated'), roleArn: entityArn(partition, account, 'role', path, name), account, roleId: id };
  return kind === 'user'
    ? { kind: 'user', arn: entityArn(partition, account, 'user', path, name), account, id }
    : { kind: 'user', arn: entityArn(partition, account, 'user', '/', 'simulated'), account };
}
