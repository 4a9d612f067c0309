import { findServiceRoutes } from '@assent/catalog';
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../directory/snapshot.ts';
import { LessonError } from './lesson.ts';
import { lessonOf } from './lesson-of.ts';
import { answerOf, callOf, factsOf, lessonRows, peopled } from './testing/lesson-row.ts';
import type { LessonRow } from './testing/lesson-row.ts';

const files = readdirSync(new URL('cases/', import.meta.url)).sort();
const rows = files.flatMap((file) => lessonRows(file));

let snapshot: Snapshot;
beforeAll(async () => {
  snapshot = await peopled();
});

function lessonFor(row: LessonRow) {
  const lesson = lessonOf(callOf(row));
  if (!lesson) throw new Error(`there is no lesson of ${row.service} ${row.operation}`);
  return lesson;
}

const titled = (some: readonly LessonRow[]) => some.map((row) => [`${row.service}.${row.operation} ${JSON.stringify(row.parameters).slice(0, 160)}`, row] as const);

describe('what a call teaches', () => {
  it.each(titled(rows.filter(({ changes }) => changes)))('%s', (_, row) => {
    expect(lessonFor(row).learn(callOf(row), factsOf(row, snapshot), answerOf(row))).toEqual(row.changes);
  });

  it.each(titled(rows.filter(({ error }) => error !== undefined)))('nothing: %s', (_, row) => {
    const learn = (): unknown => lessonFor(row).learn(callOf(row), factsOf(row, snapshot), answerOf(row));
    expect(learn).toThrow(LessonError);
    expect(learn).toThrow(row.error ?? '');
  });
});

describe('what a service refuses', () => {
  it.each(titled(rows.filter(({ refusal }) => refusal !== undefined)))('%s', (_, row) => {
    const refusal = lessonFor(row).check?.(callOf(row), factsOf(row, snapshot));
    expect(refusal && [refusal.status, refusal.code, refusal.message]).toEqual(row.refusal ?? undefined);
  });
});

describe('rows of lessons', () => {
  it('name operations that there are, with parameters that they have', () => {
    const wrong = rows.filter(({ service, operation, parameters }) => {
      const members = findServiceRoutes(service)?.get(operation)?.input?.members.map(({ name }) => name);
      return !Object.keys(parameters).every((name) => members?.includes(name));
    });
    expect(wrong.map(({ service, operation, parameters }) => `${service}.${operation} ${Object.keys(parameters).join(' ')}`)).toEqual([]);
  });

  it('say each what comes of the call', () => {
    expect(rows.filter(({ changes, refusal, error }) => !changes && refusal === undefined && error === undefined)).toEqual([]);
  });
});
