import { CaseError } from './authorization-case.ts';
import type { AuthorizationCase, CaseOptions } from './authorization-case.ts';
import { nothingWritten, readJsonValue } from './case-value.ts';
import type { CaseValue, ReadValue } from './case-value.ts';
import { readCase } from './read-case.ts';

/** A case of a file, or why it cannot be read. `at`: its line in JSON Lines, else its position from 1. */
export type FileCase = { readonly at: number; readonly read: AuthorizationCase } | { readonly at: number; readonly error: CaseError };

/** Reads a file of JSON Lines: a case a line, empty lines aside. A line that is not JSON is that line's error. */
export function readJsonLines(text: string, options: CaseOptions = {}): FileCase[] {
  return text.split('\n').flatMap((line, index): FileCase[] => {
    if (line.trim() === '') return [];
    let value: ReadValue;
    try {
      value = readJsonValue(line, index + 1);
    } catch (error) {
      if (error instanceof SyntaxError) return [{ at: index + 1, error: new CaseError('', error.message) }];
      throw error;
    }
    return [readOne(value, index + 1, options)];
  });
}

/** Reads a JSON list of cases.
 * @throws SyntaxError where the text is no JSON list */
export function readJsonList(text: string, options: CaseOptions = {}): FileCase[] {
  const { value, written } = readJsonValue(text);
  return listOf(value).map((item, index) => readOne({ value: item, written }, index + 1, options));
}

/** Reads a list of cases that another format was parsed into, YAML for instance.
 * @throws SyntaxError where it is no list */
export function readCaseList(value: CaseValue, options: CaseOptions = {}): FileCase[] {
  return listOf(value).map((item, index) => readOne({ value: item, written: nothingWritten }, index + 1, options));
}

function listOf(value: CaseValue): readonly CaseValue[] {
  if (!Array.isArray(value)) throw new SyntaxError('a case file must be a list of cases');
  return value as readonly CaseValue[];
}

function readOne({ value, written }: ReadValue, at: number, options: CaseOptions): FileCase {
  try {
    return { at, read: readCase(value, written, options) };
  } catch (error) {
    if (error instanceof CaseError) return { at, error };
    throw error;
  }
}
