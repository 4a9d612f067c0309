import type { organizations } from '@assent/catalog';
import { accept } from '../../directory/handshake-acceptance.ts';
import { getReceived } from '../../directory/handshake.ts';
import { writing } from '../../operation/operation.ts';
import { shownHandshake } from '../handshake-answers.ts';
import { isInvitation, onHandshake, onServiceLinkedRole } from '../requirement.ts';

/** By the account that is asked, whether it is in an organization or not (R23.9). */
export const acceptHandshake = writing<organizations.OrganizationsOperations['AcceptHandshake']>({
  requires: ({ HandshakeId }, call) => [onHandshake('AcceptHandshake', call, HandshakeId), ...(isInvitation(call, HandshakeId) ? onServiceLinkedRole(call) : [])],
  async handle({ HandshakeId }, call) {
    const { writer, account, now, environment } = call;
    const row = await getReceived(writer.db, account, HandshakeId, now);
    return { Handshake: await shownHandshake(call, await accept(writer, row, account, { now, random: environment.random })) };
  },
});
