import type { RoutedCall } from '../routed-call.ts';
import type { Lesson, ServiceLessons } from './lesson.ts';

const lessons: ReadonlyMap<string, ServiceLessons> = new Map<string, ServiceLessons>([]);

/** What a call teaches about resources; `undefined` for most. */
export function lessonOf(call: RoutedCall): Lesson | undefined {
  const service = lessons.get(call.service);
  return service && Object.hasOwn(service, call.operation) ? service[call.operation] : undefined;
}
