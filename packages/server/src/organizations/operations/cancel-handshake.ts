import type { organizations } from '@assent/catalog';
import { cancel } from '../../directory/handshake-acceptance.ts';
import { getSent } from '../../directory/handshake.ts';
import { writing } from '../../operation/operation.ts';
import { shownHandshake } from '../handshake-answers.ts';
import { onHandshake } from '../requirement.ts';

/** By the management account of the organization that sent it (R23.9). */
export const cancelHandshake = writing<organizations.OrganizationsOperations['CancelHandshake']>({
  requires: ({ HandshakeId }, call) => onHandshake('CancelHandshake', call, HandshakeId),
  async handle({ HandshakeId }, call) {
    const { writer, account, now } = call;
    const row = await getSent(writer.db, account, HandshakeId, now);
    return { Handshake: await shownHandshake(call, await cancel(writer, row, now)) };
  },
});
