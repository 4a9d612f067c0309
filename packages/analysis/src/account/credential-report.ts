import { nothing } from '../template/found.ts';
import type { Found, Remark } from '../template/found.ts';
import { daysSince, longUnused } from './age.ts';

export const isCredentialReport = (text: string): boolean => /^\ufeff?user,arn,user_creation_time,/.test(text);

/** What a credential report (CSV) says of users' keys and second factors. */
export function findInCredentialReport(text: string, now: Date): Found {
  const remarks: Remark[] = [];
  let columns: ReadonlyMap<string, number> | undefined;
  let start = 0;
  for (const line of text.split('\n')) {
    const cells = line.replace(/\r$/, '').split(',');
    if (!columns) columns = new Map(cells.map((name, index) => [name.replace('\ufeff', ''), index]));
    else if (line.trim() !== '') remarks.push(...remarksOn(cells, columns, start, now));
    start += line.length + 1;
  }
  return { ...nothing, kind: 'credentialReport', remarks };
}

function* remarksOn(cells: readonly string[], columns: ReadonlyMap<string, number>, start: number, now: Date): Generator<Remark> {
  const of = (column: string): string => cells[columns.get(column) ?? -1] ?? '';
  const user = of('user');
  const place = { subject: `user ${user}`, start, end: start + user.length };
  const root = user === '<root_account>';
  // AWS says `not_supported` of the root user's password: there always is one.
  if (of('mfa_active') === 'false' && (of('password_enabled') === 'true' || root)) yield { ...place, code: 'ASSENT_USER_WITHOUT_MFA', details: `\`${user}\` signs in with a password alone.` };
  for (const key of ['access_key_1', 'access_key_2']) {
    if (of(`${key}_active`) !== 'true') continue;
    if (root) yield { ...place, code: 'ASSENT_ROOT_ACCESS_KEY', details: 'The root user has an active access key.' };
    else yield { ...place, code: 'ASSENT_USER_ACCESS_KEY', details: `\`${user}\` has an active access key that does not end.` };
    const age = daysSince(of(`${key}_last_rotated`), now);
    const used = of(`${key}_last_used_date`);
    const idle = daysSince(used, now) ?? age;
    if (age !== undefined && age >= longUnused) yield { ...place, code: 'ASSENT_OLD_ACCESS_KEY', details: `The key of \`${user}\` is ${age} days old.` };
    if (idle !== undefined && idle >= longUnused) yield { ...place, code: 'ASSENT_UNUSED_ACCESS_KEY', details: /^\d/.test(used) ? `The key of \`${user}\` was last used ${idle} days ago.` : `The key of \`${user}\` has not been used since it was made ${idle} days ago.` };
  }
}
