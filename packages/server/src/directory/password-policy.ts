import type { PasswordPolicyRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import type { AccountFacts } from './facts.ts';

/** The characters that count as symbols: AWS's list. */
const symbols = new Set("!@#$%^&*()_+-=[]{}|'");

const day = 24 * 3600_000;

export const findPasswordPolicy = (db: Database, account: string): Promise<PasswordPolicyRow | undefined> =>
  db.selectFrom('password_policies').selectAll().where('account_id', '=', account).executeTakeFirst();

const noSuchPolicy = (account: string): ApiError => new ApiError('NoSuchEntity', `The Password Policy with domain name ${account} cannot be found.`);

/** @throws ApiError `NoSuchEntity` where the account has none of its own */
export async function getPasswordPolicy(db: Database, account: string): Promise<PasswordPolicyRow> {
  const row = await findPasswordPolicy(db, account);
  if (!row) throw noSuchPolicy(account);
  return row;
}

/** Replaces the whole policy (R21.26). */
export async function putPasswordPolicy({ db, changed }: Writer, row: PasswordPolicyRow): Promise<void> {
  await db
    .insertInto('password_policies')
    .values(row)
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute();
  changed('account', row.account_id);
}

export async function deletePasswordPolicy({ db, changed }: Writer, account: string): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('password_policies').where('account_id', '=', account).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw noSuchPolicy(account);
  changed('account', account);
}

const violation = (message: string): ApiError => new ApiError('PasswordPolicyViolation', message);

interface Classes {
  readonly uppercase: boolean;
  readonly lowercase: boolean;
  readonly number: boolean;
  readonly symbol: boolean;
}

function classesOf(password: string): Classes {
  const has = (is: (character: string) => boolean): boolean => [...password].some(is);
  return {
    uppercase: has((character) => character >= 'A' && character <= 'Z'),
    lowercase: has((character) => character >= 'a' && character <= 'z'),
    number: has((character) => character >= '0' && character <= '9'),
    symbol: has((character) => symbols.has(character)),
  };
}

/** Checks a new password against the account's policy, or AWS's own where it has none: eight characters of three classes,
 * and not the name or the address of the account.
 * @throws ApiError `PasswordPolicyViolation` */
export function checkPassword(password: string, policy: PasswordPolicyRow | undefined, account: Pick<AccountFacts, 'name' | 'email'> | undefined): void {
  const classes = classesOf(password);
  const minimum = policy?.minimum_length ?? 8;
  if (password.length < minimum) throw violation(`Password should have a minimum length of ${minimum}`);
  if (!policy) {
    if (Object.values(classes).filter(Boolean).length < 3) throw violation('Password should have at least three of: uppercase letters, lowercase letters, numbers, symbols');
    if (account && [account.name, account.email].includes(password)) throw violation('Password should not be the name or the email address of the account');
    return;
  }
  if (policy.require_uppercase === 1 && !classes.uppercase) throw violation('Password should have at least one uppercase letter');
  if (policy.require_lowercase === 1 && !classes.lowercase) throw violation('Password should have at least one lowercase letter');
  if (policy.require_numbers === 1 && !classes.number) throw violation('Password should have at least one number');
  if (policy.require_symbols === 1 && !classes.symbol) throw violation('Password should have at least one symbol');
}

/** R21.26: where the policy says so, who waited too long needs an administrator.
 * @throws ApiError `AccessDenied` */
export function checkNotExpired(changedAt: number, policy: PasswordPolicyRow | undefined, now: Date): void {
  if (isLocked(changedAt, policy, now)) throw new ApiError('AccessDenied', 'The password has expired. Only an administrator can set another one.');
}

/** Whether a password can neither be used nor changed by its owner any more. */
export function isLocked(changedAt: number, policy: PasswordPolicyRow | undefined, now: Date): boolean {
  const expiry = passwordExpiry(changedAt, policy);
  return policy?.hard_expiry === 1 && expiry !== undefined && expiry <= now.getTime();
}

/** When a password that was set then expires; `undefined`: never. */
export const passwordExpiry = (changedAt: number, policy: PasswordPolicyRow | undefined): number | undefined =>
  policy?.max_age === null || policy === undefined ? undefined : changedAt + policy.max_age * day;
