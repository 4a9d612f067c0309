import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ResourceChange } from '../../directory/resource-change.ts';
import type { Snapshot } from '../../directory/snapshot.ts';
import { LessonError } from './lesson.ts';
import { lessonOf } from './lesson-of.ts';
import { answerOf, callOf, factsOf, lessonRows, peopled } from './testing/lesson-row.ts';
import type { LessonRow } from './testing/lesson-row.ts';

const rows = readdirSync(new URL('cases/', import.meta.url))
  .flatMap((file) => lessonRows(file))
  .filter(({ changes, answer }) => changes && answer !== undefined);

let snapshot: Snapshot;
beforeAll(async () => {
  snapshot = await peopled();
});

/** What is learned from another answer to the call of a row. */
function learnedFrom(row: LessonRow, body: Uint8Array): readonly ResourceChange[] | 'nothing' {
  try {
    return lessonOf(callOf(row))?.learn(callOf(row), factsOf(row, snapshot), { ...answerOf(row), body }) ?? 'nothing';
  } catch (error) {
    if (error instanceof LessonError) return 'nothing';
    throw error;
  }
}

const serviceOf = (arn: string): string | undefined => arn.split(':')[2];

/** Nothing, or something of the service that was called. */
function expectOwnService(row: LessonRow, learned: readonly ResourceChange[] | 'nothing'): void {
  if (learned === 'nothing' || learned.length === 0) return;
  const own = new Set((row.changes as readonly ResourceChange[]).map(({ arn }) => serviceOf(arn)));
  for (const { arn } of learned) {
    expect(arn).toMatch(/^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d*:[^*?]+$/);
    if (own.size > 0) expect(own).toContain(serviceOf(arn));
  }
}

const row = fc.constantFrom(...rows);

describe('an answer that is not whole', () => {
  it('teaches what the whole one does, or nothing', () => {
    expect(rows.length).toBeGreaterThan(60);
    for (const each of rows) {
      const { body } = answerOf(each);
      for (let length = 0; length < body.length; length++) {
        const learned = learnedFrom(each, body.subarray(0, length));
        if (learned !== 'nothing') expect(learned, `${each.service}.${each.operation} at ${length}`).toEqual(each.changes);
      }
    }
  });
});

describe('an answer that is too deep', () => {
  it.each(['[', '{"a":', '<a>'])('teaches nothing, unless it is not read at all: %s', (part) => {
    const deep = Buffer.from(part.repeat(100_000));
    for (const each of rows) {
      const learned = learnedFrom(each, deep);
      if (learned !== 'nothing') expect(learned).toEqual(learnedFrom(each, new Uint8Array()));
    }
  });
});

describe('an answer that says something else', () => {
  it('of any bytes, teaches nothing of another service', () => {
    fc.assert(
      fc.property(row, fc.uint8Array({ maxLength: 200 }), (each, bytes) => {
        expectOwnService(each, learnedFrom(each, bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('of any JSON, teaches nothing of another service', () => {
    fc.assert(
      fc.property(row, fc.json(), (each, text) => {
        expectOwnService(each, learnedFrom(each, Buffer.from(text)));
      }),
      { numRuns: 500 },
    );
  });

  it('with other texts in the places of its own, teaches nothing of another service', () => {
    const strange = fc.oneof(
      fc.constantFrom('arn:aws:s3:::photos', 'arn:aws:iam::111122223333:role/app/Orders', 'arn:aws:sqs:eu-west-1:444455556666:orders', 'arn:aws:kms:eu-west-1:111122223333:key/*', '*', '', 'http://h/444455556666/orders', 'i-0a', '1', '../..'),
      fc.string({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(row, strange, fc.nat(20), (each, text, position) => {
        const body = Buffer.from(answerOf(each).body).toString('utf8');
        const places = [...body.matchAll(/(?<=")[^"]*(?=")|(?<=>)[^<>]+(?=<)/g)];
        const place = places[position % Math.max(places.length, 1)];
        if (!place) return;
        const written = body.startsWith('<') ? text.replaceAll(/[<&>]/g, '') : JSON.stringify(text).slice(1, -1);
        expectOwnService(each, learnedFrom(each, Buffer.from(body.slice(0, place.index) + written + body.slice(place.index + place[0].length))));
      }),
      { numRuns: 2000 },
    );
  });
});
