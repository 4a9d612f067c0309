import type { Advice } from '@assent/analysis';
import { parseJson } from '@assent/policy';
import type { JsonArray, JsonNode } from '@assent/policy';
import type { SourceFile, SourceText } from './source-file.ts';
import { parseYaml } from './yaml-tree.ts';

interface Removal {
  readonly list: JsonArray;
  readonly index: number;
}

/** What a file is after what is certainly superfluous was taken out. */
export interface FixedText {
  readonly text: string;
  /** How many items were removed. */
  readonly removed: number;
}

/** Takes out the items that are called removable. Each is taken out alone and the text read again: where the result is
 * not the same tree without just that item, it stays. */
export function fixText(file: SourceText, advice: readonly Advice[]): FixedText {
  const wanted = advice.flatMap(({ removable = [] }) => removable.map(({ span }) => span)).sort((a, b) => b.start.offset - a.start.offset);
  let { text } = file;
  let removed = 0;
  let before = Infinity;
  let roots = rootsOf(text, file.language) ?? [];
  for (const { start, end } of wanted) {
    // From the end to the beginning, so that what is left to do keeps its place; what overlaps was done with.
    if (end.offset > before) continue;
    const removal = findItem(roots, start.offset, end.offset);
    const next = removal && removeItem(text, removal, file.language);
    const after = next === undefined ? undefined : rootsOf(next, file.language);
    if (!removal || next === undefined || !after || JSON.stringify(after.map((root) => bare(root))) !== JSON.stringify(roots.map((root) => bare(root, removal)))) continue;
    [text, roots, before] = [next, after, start.offset];
    removed++;
  }
  return { text, removed };
}

function rootsOf(text: string, language: SourceFile['language']): readonly JsonNode[] | undefined {
  const parsed = language === 'yaml' ? parseYaml(text) : parseJson(text, 200);
  return 'fault' in parsed ? undefined : 'root' in parsed ? [parsed.root] : parsed.roots;
}

function findItem(roots: readonly JsonNode[], start: number, end: number): Removal | undefined {
  const open = [...roots];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'object') {
      for (const { value } of node.members) open.push(value);
    } else if (node.type === 'array') {
      const index = node.items.findIndex((item) => item.start === start && item.end === end);
      if (index >= 0 && node.items.length > 1) return hasFunction(node) ? undefined : { list: node, index };
      for (const item of node.items) open.push(item);
    }
  }
  return undefined;
}

/** Whether something in a tree is a function of CloudFormation: what it comes to in a deployment is not known. */
function hasFunction(root: JsonNode): boolean {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'array') for (const item of node.items) open.push(item);
    if (node.type !== 'object') continue;
    for (const { key, value } of node.members) {
      if (key.value === 'Ref' || key.value.startsWith('Fn::')) return true;
      open.push(value);
    }
  }
  return false;
}

function removeItem(text: string, { list, index }: Removal, language: SourceFile['language']): string | undefined {
  const [item, before, after] = [list.items[index], list.items[index - 1], list.items[index + 1]];
  if (!item) return undefined;
  if (language === 'yaml' && text[list.start] !== '[') {
    const lineStart = text.lastIndexOf('\n', item.start - 1) + 1;
    const newline = text.indexOf('\n', item.end - 1);
    const lineEnd = newline < 0 ? text.length : newline + 1;
    const alone = /^\s*-\s*$/.test(text.slice(lineStart, item.start)) && /^\s*(?:#.*)?$/.test(text.slice(item.end, lineEnd));
    return alone ? text.slice(0, lineStart) + text.slice(lineEnd) : undefined;
  }
  if (after) return text.slice(0, item.start) + text.slice(after.start);
  return before ? text.slice(0, before.end) + text.slice(item.end) : undefined;
}

type Bare = readonly unknown[];

/** A tree without its places. */
function bare(node: JsonNode, left?: Removal): Bare {
  switch (node.type) {
    case 'object':
      return ['object', ...node.members.map(({ key, value }) => [key.value, bare(value, left)])];
    case 'array':
      return ['array', ...node.items.filter((_, index) => node !== left?.list || index !== left.index).map((item) => bare(item, left))];
    case 'number':
      return ['number', node.text];
    default:
      return [node.type, node.value];
  }
}
