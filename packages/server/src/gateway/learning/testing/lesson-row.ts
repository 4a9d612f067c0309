import { listRoutedServices } from '@assent/catalog';
import { readFileSync } from 'node:fs';
import type { ResourceFacts, RoleFacts, UserFacts } from '../../../directory/facts.ts';
import { Snapshot } from '../../../directory/snapshot.ts';
import { SqliteStore } from '../../../store/sqlite-store.ts';
import type { RoutedCall } from '../../routed-call.ts';
import type { LearnedAnswer, LearningFacts } from '../lesson.ts';

/** A call, what is known before it, and what is learned from it or why it is refused. An object `{ "json": … }` stands for the
 * text of what it holds. */
export interface LessonRow {
  readonly service: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly protocol?: RoutedCall['protocol'];
  readonly account?: string;
  readonly partition?: string;
  readonly known?: Readonly<Record<string, Partial<ResourceFacts>>>;
  /** Whole ARNs by the ones that calls name. */
  readonly canonical?: Readonly<Record<string, string>>;
  /** JSON, or the text of a body. */
  readonly answer?: unknown;
  readonly changes?: readonly unknown[];
  /** The status, code and message, or `null` where the call may go on. */
  readonly refusal?: readonly [number, string, string] | null;
  /** What the `LessonError` says. */
  readonly error?: string;
}

const services = new Map(listRoutedServices().map((service) => [service.service, service]));

/** The rows of a file beside the tests, `{ "json": … }` written out. */
export const lessonRows = (file: string): readonly LessonRow[] =>
  readFileSync(new URL(`../cases/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => writtenOut(JSON.parse(line)) as LessonRow);

function writtenOut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(writtenOut);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]?.[0] === 'json') return JSON.stringify(entries[0][1]);
  return Object.fromEntries(entries.map(([key, member]) => [key, writtenOut(member)]));
}

export function callOf({ service, operation, parameters, protocol }: LessonRow): RoutedCall {
  const known = services.get(service);
  if (!known) throw new Error(`there is no service \`${service}\``);
  return { service, actionPrefix: known.actionPrefix, operation, protocol: protocol ?? known.protocols[0] ?? 'json', region: 'eu-west-1', parameters };
}

export const answerOf = ({ answer = '' }: LessonRow): LearnedAnswer => ({
  status: 200,
  headers: new Map(),
  body: Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)),
});

export const account = '111122223333';

/** A directory with the user `ana` and the role `app/Orders` of the account. */
export async function peopled(): Promise<Snapshot> {
  const store = await SqliteStore.inMemory();
  const snapshot = await Snapshot.load(store.reader, store.revision);
  const holder = { account, path: '/', attached: [], inline: [], tags: [], createdAt: 0, boundary: undefined };
  const ana: UserFacts = { ...holder, kind: 'user', id: 'AIDAAAAAAAAAAAAAAAAAA', name: 'ana', passwordLastUsed: undefined, groups: [] };
  const orders: RoleFacts = { ...holder, kind: 'role', id: 'AROAAAAAAAAAAAAAAAAAA', name: 'Orders', path: '/app/', description: undefined, lastUsed: undefined, trustPolicy: '{}', trustPrincipals: {}, maxSessionDuration: 3600 };
  await snapshot.apply(store.reader, [
    { revision: 1, kind: 'user', id: ana.id, facts: ana },
    { revision: 1, kind: 'role', id: orders.id, facts: orders },
  ]);
  await store.close();
  return snapshot;
}

export function factsOf(row: LessonRow, snapshot: Snapshot): LearningFacts {
  const { known = {}, canonical = {} } = row;
  return {
    partition: row.partition ?? 'aws',
    account: row.account ?? account,
    snapshot,
    canonical: (arn) => canonical[arn] ?? arn,
    known: (arn) => {
      const facts = Object.hasOwn(known, arn) ? known[arn] : undefined;
      return facts && { kind: 'resource', id: arn, account, policy: undefined, tags: undefined, publicAccess: undefined, partitionKey: undefined, target: undefined, roles: undefined, grants: [], ...facts };
    },
  };
}
