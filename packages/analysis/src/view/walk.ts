import type { ConditionView } from './condition-view.ts';
import type { TextPlace } from './place.ts';
import type { PolicyView } from './policy-view.ts';
import type { PrincipalEntryView } from './principal-view.ts';
import type { ListView, PrincipalView, StatementView } from './statement-view.ts';

export interface Listed {
  readonly statement: StatementView;
  readonly list: ListView;
  readonly text: TextPlace;
}

/** Every action that the policy names. */
export function* actionTexts({ statements }: PolicyView): Generator<Listed> {
  for (const statement of statements) for (const list of statement.actions) for (const text of list.texts) yield { statement, list, text };
}

/** Every resource that the policy names. */
export function* resourceTexts({ statements }: PolicyView): Generator<Listed> {
  for (const statement of statements) for (const list of statement.resources) for (const text of list.texts) yield { statement, list, text };
}

/** Every principal that the policy names. */
export function* principalTexts({ statements }: PolicyView): Generator<{ readonly statement: StatementView; readonly principal: PrincipalView; readonly entry: PrincipalEntryView }> {
  for (const statement of statements) for (const principal of statement.principals) for (const entry of principal.entries) yield { statement, principal, entry };
}

/** Every condition of the policy. */
export function* conditionsOf({ statements }: PolicyView): Generator<{ readonly statement: StatementView; readonly condition: ConditionView }> {
  for (const statement of statements) for (const condition of statement.conditions) yield { statement, condition };
}

/** Whether a condition is on one of some keys.
 * @param keys in lower case */
export const isOn = ({ key }: ConditionView, keys: ReadonlySet<string>): boolean => keys.has(key.toLowerCase());
