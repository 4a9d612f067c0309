import type { Change, Plan } from './change.ts';
import type { PolicyObject, StatementObject } from './policy-text.ts';
import { canonical } from './policy-text.ts';

/** A plan for people, before it is done: `+` comes, `-` goes, `~` changes, and below each policy the statements that do. */
export function planText({ stack, account, changes, notes }: Plan): string {
  const lines = changes.flatMap(linesOf);
  const count = (sign: string): number => lines.filter((line) => line.startsWith(sign)).length;
  const head = `Stack ${stack} in account ${account}`;
  const rest = notes.map(({ message }) => `! ${message}`);
  if (changes.length === 0) return `${[`${head}: nothing to do.`, ...rest].join('\n')}\n`;
  return `${[head, ...lines, ...rest, `${count('+')} to add, ${count('~')} to change, ${count('-')} to remove.`].join('\n')}\n`;
}

function linesOf(change: Change): readonly string[] {
  switch (change.type) {
    case 'createPolicy':
      return [`+ policy ${change.arn}`, ...difference(undefined, change.document)];
    case 'updatePolicy':
      return [`~ policy ${change.arn}`, ...difference(change.was, change.document)];
    case 'deletePolicy':
      return [`- policy ${change.arn}`];
    case 'createHolder':
      return [`+ ${change.kind} ${change.name}`, ...(change.trust ? difference(undefined, change.trust) : [])];
    case 'deleteHolder':
      return [`- ${change.kind} ${change.name}`];
    case 'updateTrust':
      return [`~ trust policy of role ${change.name}`, ...difference(change.was, change.document)];
    case 'putInlinePolicy':
      return [`${change.was ? '~' : '+'} policy ${change.policy} of ${change.kind} ${change.name}`, ...difference(change.was, change.document)];
    case 'deleteInlinePolicy':
      return [`- policy ${change.policy} of ${change.kind} ${change.name}`, ...difference(change.was, undefined)];
    case 'attachPolicy':
      return [`+ ${change.kind} ${change.name} has ${change.arn}`];
    case 'detachPolicy':
      return [`- ${change.kind} ${change.name} has ${change.arn}`];
    case 'createInstanceProfile':
      return [`+ instance profile ${change.profile}`];
    case 'deleteInstanceProfile':
      return [`- instance profile ${change.profile}`];
    case 'addToInstanceProfile':
      return [`+ instance profile ${change.profile} carries role ${change.role}`];
    case 'removeFromInstanceProfile':
      return [`- instance profile ${change.profile} carries role ${change.role}`];
    case 'changeResourcePolicy':
      return [`~ policy of ${change.arn}`, ...change.removed.map((statement) => `    - ${statementText(statement)}`), ...change.added.map((statement) => `    + ${statementText(statement)}`)];
  }
}

/** The statements that go and come. */
function difference(was: PolicyObject | undefined, is: PolicyObject | undefined): readonly string[] {
  const [before, after] = [was?.Statement ?? [], is?.Statement ?? []];
  const [beforeTexts, afterTexts] = [new Set(before.map(canonical)), new Set(after.map(canonical))];
  return [
    ...before.filter((statement) => !afterTexts.has(canonical(statement))).map((statement) => `    - ${statementText(statement)}`),
    ...after.filter((statement) => !beforeTexts.has(canonical(statement))).map((statement) => `    + ${statementText(statement)}`),
  ];
}

const words = (value: unknown): string => (Array.isArray(value) ? value.map(words).join(', ') : typeof value === 'string' ? value : JSON.stringify(value));

/** A statement in one line; the Sid says nothing to people. */
function statementText({ Sid: _, StatementId: __, Effect, Action, Resource, Principal, Condition, ...rest }: StatementObject): string {
  const parts = [
    [Effect ?? 'Allow', Action],
    ['on', Resource],
    ['to', Principal],
    ['if', Condition],
  ].flatMap(([word, value]) => (value === undefined ? [] : [`${words(word)} ${words(value)}`]));
  return [...parts, ...(Object.keys(rest).length === 0 ? [] : [words(rest)])].join(' ');
}
