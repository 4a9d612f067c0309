import { managedPolicyDocument } from '@assent/catalog';
import { parseJson } from '@assent/policy';
import { administratorAccess } from '../practice/administrator.ts';
import { policyView } from '../view/policy-view.ts';
import type { PolicyView } from '../view/policy-view.ts';

const known = new Map<string, PolicyView | undefined>();

/** A policy that AWS manages, in any partition; `undefined` for one that there is not. */
export function managedPolicyView(arn: string): PolicyView | undefined {
  const key = arn.replace(/^arn:[^:]*:iam::aws:/, 'arn:aws:iam::aws:');
  if (known.has(key)) return known.get(key);
  const text = managedPolicyDocument(key);
  const parsed = text === undefined ? undefined : parseJson(text, 64);
  const view = text !== undefined && parsed && 'root' in parsed ? policyView(text, parsed.root, 'identity', undefined) : undefined;
  known.set(key, view);
  return view;
}

/** Whether a policy that AWS manages makes an administrator, by what it grants. */
export function isAdministratorPolicy(arn: string): boolean {
  const view = managedPolicyView(arn);
  return view !== undefined && administratorAccess(view) !== undefined;
}
