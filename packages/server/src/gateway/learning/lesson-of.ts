import type { RoutedCall } from '../routed-call.ts';
import type { Lesson, ServiceLessons } from './lesson.ts';
import { s3, s3control } from './services/s3.ts';

/** By the name of the service in the routes. */
const tables: ReadonlyMap<string, ServiceLessons> = new Map(Object.entries({ s3, s3control }));

/** What a call teaches about resources; `undefined` where nothing. */
export function lessonOf(call: RoutedCall): Lesson | undefined {
  const table = tables.get(call.service);
  return table && Object.hasOwn(table, call.operation) ? table[call.operation] : undefined;
}
