import type { organizations } from '@assent/catalog';
import { decline } from '../../directory/handshake-acceptance.ts';
import { getReceived } from '../../directory/handshake.ts';
import { writing } from '../../operation/operation.ts';
import { shownHandshake } from '../handshake-answers.ts';
import { onHandshake } from '../requirement.ts';

/** By the account that is asked (R23.9). */
export const declineHandshake = writing<organizations.OrganizationsOperations['DeclineHandshake']>({
  requires: ({ HandshakeId }, call) => onHandshake('DeclineHandshake', call, HandshakeId),
  async handle({ HandshakeId }, call) {
    const { writer, account, now } = call;
    const row = await getReceived(writer.db, account, HandshakeId, now);
    return { Handshake: await shownHandshake(call, await decline(writer, row, now)) };
  },
});
