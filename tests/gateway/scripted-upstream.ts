import type { Received, UpstreamServer } from './upstream-server.ts';
import { startUpstream } from './upstream-server.ts';

/** What is answered: a text, or a status and a text; `hang` for nothing at all. */
export type Scripted = string | readonly [status: number, body: string] | 'hang';
/** Answers by what is asked: `ListQueues`, `GET /photos?policy`; a list is answered one after another, its last for good. */
export type Script = Readonly<Record<string, Scripted | readonly Scripted[] | ((asked: Received) => Scripted)>>;

/** What a request asks for: the operation of its target or its form, else method and path. */
export function askedFor({ method, target, headers, body }: Received): string {
  const operation = String(headers['x-amz-target'] ?? '').replace(/^.*\./, '') || new URLSearchParams(body.toString()).get('Action');
  return operation ?? `${method} ${target}`;
}

/** An upstream that knows what it is told, and no other operations. */
export async function startScripted(script: Script): Promise<UpstreamServer & { readonly asked: () => readonly string[] }> {
  const turns = new Map<string, number>();
  const upstream = await startUpstream((received, response) => {
    const name = askedFor(received);
    const turn = turns.get(name) ?? 0;
    turns.set(name, turn + 1);
    const entry = Object.hasOwn(script, name) ? script[name] : undefined;
    const answer = entry === undefined ? ([501, '{"__type":"NotImplemented"}'] as const) : typeof entry === 'function' ? entry(received) : isList(entry) ? (entry[Math.min(turn, entry.length - 1)] ?? '') : entry;
    if (answer === 'hang') return;
    const [status, body] = typeof answer === 'string' ? [200, answer] : answer;
    response.writeHead(status).end(body);
  });
  return { ...upstream, asked: () => upstream.received.map(askedFor) };
}

const isList = (entry: NonNullable<Exclude<Script[string], (asked: Received) => Scripted>>): entry is readonly Scripted[] => Array.isArray(entry) && typeof entry[0] !== 'number';
