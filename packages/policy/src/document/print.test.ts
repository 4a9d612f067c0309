import { describe, expect, it } from 'vitest';
import { parsePolicy } from './parse.ts';
import { printPolicy } from './print.ts';

const print = (text: string, indent?: number): string => {
  const { document } = parsePolicy(text);
  if (!document) throw new Error('not a policy');
  return printPolicy(document, indent);
};

describe('printPolicy', () => {
  it.each([
    ['{"Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["*"]}]}'],
    ['{"Version":"2012-10-17","Id":"i","Statement":[{"Sid":"s","Effect":"Deny","NotPrincipal":{"AWS":["*","111111111111"],"Service":["x"]},"NotAction":["a:b"],"NotResource":["é\\n"]}]}'],
    ['{"Statement":[{"Effect":"Allow","Principal":"*","Action":[],"Condition":{"Bool":{"a":["true"],"__proto__":[]},"Null":{"b":["false","true"]}}}]}'],
  ])('prints what it reads: %s', (text) => {
    expect(print(text)).toBe(text);
  });

  it('writes single values as lists, and condition values as strings', () => {
    expect(print('{"Statement":{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"NumericEquals":{"k":1.50}}}}')).toBe(
      '{"Statement":[{"Effect":"Allow","Action":["a:b"],"Resource":["*"],"Condition":{"NumericEquals":{"k":["1.5"]}}}]}',
    );
  });

  it('indents where asked to', () => {
    expect(print('{"Statement":[{"Effect":"Allow","Action":["a:b"]}]}', 2)).toContain('\n  "Statement": [\n');
  });
});
