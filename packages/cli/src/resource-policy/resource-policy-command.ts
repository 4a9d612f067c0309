import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AdminRefusal, AdminUnavailable } from '../admin/admin-connection.ts';
import type { AdminAnswer, AdminConnection } from '../admin/admin-connection.ts';
import { adminConnection, adminFlags, adminHelp } from '../admin/admin-options.ts';
import { UsageError } from '../command.ts';
import type { Command, Terminal } from '../command.ts';
import { visible } from '../explanation/visible.ts';
import { resourceTable } from './resource-table.ts';

const help = `Puts, shows and deletes the policies of resources behind the gate: of a running server, by its admin interface.

Usage: assent resource-policy put ARN FILE [OPTIONS]
       assent resource-policy get ARN [OPTIONS]
       assent resource-policy delete ARN [OPTIONS]
       assent resource-policy list [OPTIONS]

  ARN                  of a bucket, queue, topic, function, key, secret, repository, table …
  FILE                 the policy; - for standard input
  --owner ACCOUNT      put: whose the resource is, where its ARN does not say (buckets)
  --tags KEY=VALUE,... put: all tags of the resource
  --json               get, list: everything that is known, as JSON
${adminHelp}
A policy is checked as its service checks it. put and delete change what decisions are taken from, and nothing behind the gate.

Exit status: 0 done, 1 the server refuses, knows no such resource, or is not there, 2 wrong use.

Example:
  assent resource-policy put arn:aws:s3:::photos photos.json --owner 123456789012
  assent resource-policy list
`;

const flags = { owner: { type: 'string' }, tags: { type: 'string' }, json: { type: 'boolean' }, ...adminFlags } as const;

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: flags });
  const [verb = '', ...names] = positionals;
  const wanted = Object.hasOwn(operands, verb) ? operands[verb as Verb] : undefined;
  if (wanted === undefined) throw new UsageError(`assent resource-policy takes put, get, delete or list${verb === '' ? '' : `, and not \`${verb}\``}`);
  if (names.length !== wanted) throw new UsageError(`assent resource-policy ${verb} takes ${['no ARN', 'an ARN', 'an ARN and a file'][wanted]}`);
  if (verb !== 'put' && (values.owner !== undefined || values.tags !== undefined)) throw new UsageError('--owner and --tags go with put');
  const connection = adminConnection(values, terminal.environment);
  const [arn = '', file = ''] = names;
  try {
    switch (verb as Verb) {
      case 'put':
        terminal.out(await put(connection, arn, file, { ...(values.owner === undefined ? {} : { owner: values.owner }), ...(values.tags === undefined ? {} : { tags: tagsOf(values.tags) }) }));
        return 0;
      case 'get':
        return show(await connection.ask('GET', pathOf(arn)), values.json === true, terminal);
      case 'delete':
        terminal.out(`${visible(String((await connection.ask('DELETE', pathOf(arn)))['arn']))} has no policy any more\n`);
        return 0;
      case 'list': {
        const { resources } = await connection.ask('GET', '/resource-policies');
        if (!Array.isArray(resources)) throw connection.strange();
        terminal.out(values.json === true ? `${JSON.stringify(resources, undefined, 2)}\n` : resourceTable(resources as readonly AdminAnswer[]));
        return 0;
      }
    }
  } catch (error) {
    if (!(error instanceof AdminRefusal || error instanceof AdminUnavailable)) throw error;
    terminal.error(`assent: ${visible(error.message)}\n`);
    return 1;
  }
}

type Verb = keyof typeof operands;
const operands = { put: 2, get: 1, delete: 1, list: 0 } as const;

const pathOf = (arn: string): string => `/resource-policies?arn=${encodeURIComponent(arn)}`;

async function put(connection: AdminConnection, arn: string, file: string, rest: object): Promise<string> {
  const answer = await connection.ask('PUT', pathOf(arn), { policy: textOf(file), ...rest });
  return `${visible(String(answer['arn']))} has the policy now${answer['public'] === true ? ', which is public' : ''}\n`;
}

function show(answer: AdminAnswer, json: boolean, terminal: Terminal): number {
  const { policy } = answer;
  if (json) terminal.out(`${JSON.stringify(answer, undefined, 2)}\n`);
  else if (typeof policy === 'string') terminal.out(`${policy.split('\n').map(visible).join('\n')}\n`);
  else throw new AdminRefusal('not-found', `\`${String(answer['arn'])}\` has no policy`);
  return 0;
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(`the policy cannot be read: ${(error as Error).message}`);
  }
}

function tagsOf(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').filter((part) => part !== '').map((part): [string, string] => {
    const equals = part.indexOf('=');
    if (equals < 1) throw new UsageError(`--tags must be KEY=VALUE with commas between, and has \`${part}\``);
    return [part.slice(0, equals), part.slice(equals + 1)];
  });
  return Object.fromEntries(pairs);
}

export const resourcePolicyCommand: Command = { name: 'resource-policy', summary: 'put, show and delete policies of resources behind the gate', help, run };
