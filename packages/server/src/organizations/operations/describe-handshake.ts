import type { organizations } from '@assent/catalog';
import { getHandshake } from '../../directory/handshake.ts';
import { reading } from '../../operation/operation.ts';
import { shownHandshake } from '../handshake-answers.ts';
import { onHandshake } from '../requirement.ts';

export const describeHandshake = reading<organizations.OrganizationsOperations['DescribeHandshake']>({
  requires: ({ HandshakeId }, call) => onHandshake('DescribeHandshake', call, HandshakeId),
  async handle({ HandshakeId }, call) {
    return { Handshake: await shownHandshake(call, await getHandshake(call.db, call.account, HandshakeId, call.now)) };
  },
});
