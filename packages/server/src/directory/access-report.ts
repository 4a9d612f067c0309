import type { Database, Writer } from '../store/store.ts';
import type { AccessReportRow } from '../store/tables/reports.ts';
import { ApiError } from '../wire/api-error.ts';
import { uuid } from './identifier.ts';
import type { RandomBytes } from './identifier.ts';

/** How long a report can be read, and how many an account has at most; then the oldest go. */
const reportKept = 7 * 24 * 3600_000;
const reportsKept = 1000;

export interface NewReport {
  readonly account: string;
  readonly requestedBy: string;
  readonly kind: AccessReportRow['kind'];
  readonly content: object;
}

/** Keeps a report that has been made.
 * @returns its job id */
export async function insertReport({ db }: Writer, { account, requestedBy, kind, content }: NewReport, { now, random }: { readonly now: Date; readonly random: RandomBytes }): Promise<string> {
  await db.deleteFrom('access_reports').where('account_id', '=', account).where('created_at', '<', now.getTime() - reportKept).execute();
  const surplus = await db.selectFrom('access_reports').select('id').where('account_id', '=', account).orderBy('created_at', 'desc').orderBy('id').offset(reportsKept - 1).limit(100).execute();
  if (surplus.length > 0) await db.deleteFrom('access_reports').where('id', 'in', surplus.map(({ id }) => id)).execute();
  const id = uuid(random);
  await db
    .insertInto('access_reports')
    .values({ id, account_id: account, requested_by: requestedBy, kind, created_at: now.getTime(), content: JSON.stringify(content) })
    .execute();
  return id;
}

/** A report, for who asked for it alone.
 * @throws ApiError `NoSuchEntity` */
export async function getReport<T>(db: Database, kind: AccessReportRow['kind'], requestedBy: string, id: string): Promise<{ readonly createdAt: Date; readonly content: T }> {
  const row = await db.selectFrom('access_reports').selectAll().where('id', '=', id).where('kind', '=', kind).where('requested_by', '=', requestedBy).executeTakeFirst();
  if (!row) throw new ApiError('NoSuchEntity', `The job with id ${id} cannot be found.`);
  return { createdAt: new Date(row.created_at), content: JSON.parse(row.content) as T };
}
