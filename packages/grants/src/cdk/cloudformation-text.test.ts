import { describe, expect, it } from 'vitest';
import { evaluateIntrinsic } from './cloudformation-text.ts';

describe('intrinsic functions', () => {
  it.each([
    [{ 'Fn::Join': [':', ['a', 'b']] }, 'a:b'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    [{ 'Fn::Join': ['', ['x', { 'Fn::Select': ['0', ['y', 'z']] }]] }, 'xy'],
    ['text', 'text'],
  ])('%j says %j', (value, expected) => {
    expect(evaluateIntrinsic(value)).toEqual(expected);
  });

  it.each([{ 'Fn::Join': ['', ['a', { Ref: 'Unknown' }]] }, { 'Fn::ImportValue': 'x' }, { 'Fn::Select': [7, ['a']] }, { a: 1, b: 2 }, {}, ['a']])('%j stays as it is', (value) => {
    expect(evaluateIntrinsic(value)).toEqual(value);
  });
});
