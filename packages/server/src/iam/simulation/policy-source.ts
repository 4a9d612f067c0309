import { onGroup, onRole, onUser } from '../../authorization/requirement.ts';
import type { Requirement } from '../../authorization/requirement.ts';
import { noSuch, validation } from '../../directory/fault.ts';
import type { GroupFacts, RoleFacts, UserFacts } from '../../directory/facts.ts';
import type { Call } from '../../operation/call.ts';

export type PolicyHolder = UserFacts | RoleFacts | GroupFacts;

const on = { user: onUser, role: onRole, group: onGroup } as const;

/** The ARN of a user, group or role of the caller's account taken apart.
 * @throws ApiError `ValidationError` where it is none */
function readHolderArn(arn: string): { readonly kind: keyof typeof on; readonly account: string; readonly path: string; readonly name: string } {
  const match = /^arn:aws[a-z-]*:iam::(\d{12}):(user|group|role)(\/(?:[!-~]*\/)?)([^/:]+)$/.exec(arn);
  const [, account, kind, path, name] = match ?? [];
  if (account === undefined || path === undefined || name === undefined) throw validation('Invalid ARN:  Could not be parsed!');
  return { kind: kind as keyof typeof on, account, path, name };
}

/** What reading the policies of a user, group or role needs. What is none is refused once it is known that the caller may
 * ask (R20.4). */
export function onHolder(action: string, call: Call, arn: string): Requirement {
  const match = /^arn:[^:]*:iam::\d{12}:(user|group|role)\/(?:[^:]*\/)?([^/:]+)$/.exec(arn);
  return match ? on[match[1] as keyof typeof on](action, call, match[2] ?? '') : { action, resource: arn, resourceAccount: call.account };
}

/** @throws ApiError `ValidationError`, `NoSuchEntity` */
export function findHolder({ snapshot, account }: Call, arn: string): PolicyHolder {
  const { kind, account: owner, path, name } = readHolderArn(arn);
  const facts = owner === account ? snapshot.findNamed(kind, account, name) : undefined;
  if (!facts || facts.path !== path) throw noSuch(kind, name);
  return facts;
}
