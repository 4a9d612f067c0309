import type { Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { getAttachable } from './managed-policy.ts';

type Bounded = { readonly kind: 'user' | 'role'; readonly id: string; readonly account_id: string; readonly name: string; readonly boundary_arn: string | null };

const tableOf = { user: 'users', role: 'roles' } as const;

/** R21.18: the boundary must be a managed policy. */
export async function putBoundary({ db, changed }: Writer, { kind, id, account_id }: Bounded, policyArn: string): Promise<void> {
  const { arn } = await getAttachable(db, account_id, policyArn);
  await db.updateTable(tableOf[kind]).set({ boundary_arn: arn }).where('id', '=', id).execute();
  changed(kind, id);
}

export async function deleteBoundary({ db, changed }: Writer, { kind, id, name, boundary_arn }: Bounded): Promise<void> {
  if (boundary_arn === null) throw new ApiError('NoSuchEntity', `${kind === 'user' ? 'User' : 'Role'} ${name} does not have a permissions boundary.`);
  await db.updateTable(tableOf[kind]).set({ boundary_arn: null }).where('id', '=', id).execute();
  changed(kind, id);
}
