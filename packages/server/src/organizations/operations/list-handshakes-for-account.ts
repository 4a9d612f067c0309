import type { organizations } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { listReceived } from '../../directory/handshake.ts';
import { reading } from '../../operation/operation.ts';
import { tokenPage } from '../answers.ts';
import { shownHandshake } from '../handshake-answers.ts';

/** Open to every account, also outside of organizations: that is where invitations go (R23.9). */
export const listHandshakesForAccount = reading<organizations.OrganizationsOperations['ListHandshakesForAccount']>({
  requires: () => onAnything('organizations:ListHandshakesForAccount'),
  async handle(input, call) {
    const { items, marker } = await listReceived(call.db, call.account, input.Filter, call.now, tokenPage(input));
    return { Handshakes: await Promise.all(items.map((row) => shownHandshake(call, row))), NextToken: marker };
  },
});
