import { beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../packages/server/src/directory/snapshot.ts';
import { lessonOf } from '../../packages/server/src/gateway/learning/lesson-of.ts';
import { answerOf, factsOf, lessonRows, peopled } from '../../packages/server/src/gateway/learning/testing/lesson-row.ts';
import { routedCommand, sdkClients, silentClient } from './sdk-routing.ts';
import type { Command } from './sdk-routing.ts';

let snapshot: Snapshot;
beforeAll(async () => {
  snapshot = await peopled();
});

describe.each(sdkClients.filter(({ service }) => service !== 'cloudwatch'))('what requests of the SDK to $service teach', ({ service, load, options }) => {
  it('is what their rows say', async () => {
    const module = (await load()) as Readonly<Record<string, Command | undefined>>;
    const client = silentClient(module, options);
    const rows = lessonRows(`${service}.jsonl`).filter((row) => row.changes && row.service === service && row.protocol === undefined);
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      const Sent = module[`${row.operation}Command`];
      if (!Sent) throw new Error(`the SDK has no ${row.operation}`);
      const call = await routedCommand(client, new Sent(structuredClone(row.parameters)));
      if (typeof call === 'string') throw new Error(`${row.operation} is not understood: ${call}`);
      expect(lessonOf(call)?.learn(call, factsOf(row, snapshot), answerOf(row)), `${row.operation} ${JSON.stringify(row.parameters)}`).toEqual(row.changes);
    }
  });
});
