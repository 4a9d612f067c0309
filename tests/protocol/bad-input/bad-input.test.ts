import { apiModel } from '@assent/catalog';
import type { ApiModel, ServiceName } from '@assent/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findService } from '../../../packages/server/src/dispatch/service.ts';
import { LocalServer } from '../local-server.ts';
import { hostileValues } from './hostile-value.ts';
import { sampleOf } from './sample-value.ts';
import type { Sample } from './sample-value.ts';
import { SignedSender } from './signed-sender.ts';
import type { Answer } from './signed-sender.ts';
import { xmlFault } from './well-formed.ts';

let server: LocalServer;
let sender: SignedSender;
beforeAll(async () => {
  server = await LocalServer.start();
  sender = new SignedSender(server.url);
});
afterAll(async () => {
  sender.close();
  await server.close();
});

type Input = Readonly<Record<string, Sample>>;

function writeForm(into: [string, string][], name: string, value: Sample): void {
  if (typeof value === 'string') into.push([name, value]);
  else if (Array.isArray(value)) for (const [index, member] of (value as readonly Sample[]).entries()) writeForm(into, `${name}.member.${index + 1}`, member);
  else for (const [member, held] of Object.entries(value)) writeForm(into, `${name}.${member}`, held);
}

/** Text as JSON has it: numbers and truth values where the shape has them, so that what is wrong is the value. */
function jsonOf(model: ApiModel, shapeName: string | undefined, value: Sample): unknown {
  const shape = shapeName === undefined ? undefined : model.shapes[shapeName];
  if (typeof value === 'string') {
    if (shape?.type === 'integer' && /^-?\d/.test(value)) return Number(value);
    if (shape?.type === 'boolean' && value === 'true') return true;
    if (shape?.type === 'timestamp' && !Number.isNaN(Date.parse(value))) return Date.parse(value) / 1000;
    return value;
  }
  if (Array.isArray(value)) return (value as readonly Sample[]).map((member) => jsonOf(model, shape?.type === 'list' ? shape.member : undefined, member));
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, jsonOf(model, shape?.type === 'structure' ? shape.members[name] : undefined, held)]));
}

function send(service: ServiceName, operation: string, input: Input): Promise<Answer> {
  const model = apiModel(service);
  if (model.protocol === 'json') return sender.send(service, JSON.stringify(jsonOf(model, model.operations[operation]?.input, input)), `${model.targetPrefix}.${operation}`);
  const form: [string, string][] = [['Action', operation], ['Version', model.version]];
  for (const [member, value] of Object.entries(input)) writeForm(form, member, value);
  // Lone surrogates and the like go out as they can.
  return sender.send(service, new URLSearchParams(form).toString());
}

/** Why an answer is none of the protocol. */
function answerFault(model: ApiModel, operation: string, { status, text }: Answer): string | undefined {
  if (status >= 500 || status < 200) return `status ${status}`;
  if (model.protocol === 'json') {
    const answer = text === '' ? {} : (JSON.parse(text) as { readonly __type?: unknown });
    return status < 300 || typeof answer.__type === 'string' ? undefined : 'an error without a type';
  }
  const root = status < 300 ? `${operation}Response` : 'ErrorResponse';
  if (!text.replace(/^<\?xml[^>]*>\s*/, '').startsWith(`<${root} `)) return `another root than ${root}`;
  if (status >= 400 && !/<Code>\w+<\/Code><Message>/.test(text)) return 'an error without a code';
  return xmlFault(text.replace(/^<\?xml[^>]*>\s*/, ''));
}

async function revision(): Promise<string> {
  const text = await (await fetch(`${server.adminUrl}/metrics`)).text();
  return /^assent_store_revision (\S+)$/m.exec(text)?.[1] ?? '';
}

/** Each member of the input with each hostile value, and each required member left out. */
function* badInputs(model: ApiModel, operation: string): Generator<{ readonly member: string; readonly inputs: readonly Input[] }> {
  const name = model.operations[operation]?.input;
  const shape = name === undefined ? undefined : model.shapes[name];
  if (name === undefined || shape?.type !== 'structure') return;
  const base = sampleOf(model, name) as Input;
  for (const [member, target] of Object.entries(shape.members)) {
    const { [member]: _left, ...without } = base;
    const inputs = hostileValues(model, target).map((value): Input => ({ ...base, [member]: value }));
    yield { member, inputs: shape.required?.includes(member) === true ? [...inputs, without] : inputs };
  }
}

const served = (['iam', 'sts', 'organizations'] as const).flatMap((service) => Object.keys(findService(service)?.operations ?? {}).map((operation) => ({ service, operation })));
const described = served.filter(({ service, operation }) => apiModel(service).operations[operation]?.input !== undefined);

describe('input that no honest client sends', () => {
  it.each(described)('$service:$operation answers it in the protocol, and changes nothing where it refuses', async ({ service, operation }) => {
    const model = apiModel(service);
    for (const { member, inputs } of badInputs(model, operation)) {
      const before = await revision();
      const answers = await Promise.all(inputs.map((input) => send(service, operation, input)));
      const faults = answers.flatMap((answer, index) => {
        const fault = answerFault(model, operation, answer);
        return fault === undefined ? [] : [`${fault}: ${JSON.stringify(inputs[index]?.[member] ?? null).slice(0, 200)}: ${answer.text.slice(0, 300)}`];
      });
      expect(faults, member).toEqual([]);
      if (answers.every(({ status }) => status >= 400)) expect(await revision(), member).toBe(before);
    }
    expect(server.faults).toEqual([]);
  });
});
