import { findService } from '@assent/catalog';
import type { Keys } from '../../../authorization/requirement.ts';
import { IncompleteCallError } from '../call-view.ts';
import type { CallView } from '../call-view.ts';
import { kindOfId } from './ec2-id.ts';

export const regionKey = (view: CallView): Keys => ({ 'ec2:Region': view.call.region });

/** The ARN of a resource by its kind and id: some have no account, some no region. */
export function ec2Arn(view: CallView, kind: string, id: string): string {
  const head = heads().get(kind) ?? 'arn:${Partition}:ec2:${Region}:${Account}:';
  return `${head.replace('${Partition}', view.facts.partition).replace('${Region}', view.call.region).replace('${Account}', view.facts.account)}${kind}/${id}`;
}

let known: ReadonlyMap<string, string> | undefined;

/** What stands before the resource part, by kinds, as the reference has it. */
function heads(): ReadonlyMap<string, string> {
  return (known ??= new Map((findService('ec2')?.resourceTypes ?? []).map(({ arn }) => [arn.split(':')[5]?.split('/')[0] ?? '', arn.slice(0, arn.split(':').slice(0, 5).join(':').length + 1)])));
}

/** The ARN of what an id names.
 * @throws IncompleteCallError for an id of a kind that is not known */
export function ofId(view: CallView, id: string): string {
  const kind = kindOfId(id);
  if (kind === undefined) throw new IncompleteCallError(view.call, id.slice(0, 32));
  return ec2Arn(view, kind, id);
}
