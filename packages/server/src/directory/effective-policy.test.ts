import { describe, expect, it } from 'vitest';
import { mergePolicies } from './effective-policy.ts';
import { readManagementPolicy } from './management-policy.ts';

/** Policies of the levels from the root down, each with what stands under the one tag `project`. */
type Levels = readonly (readonly object[])[];

const all = ['@@all'];
const none = ['@@none'];
const children = '@@operators_allowed_for_child_policies';

const merge = (levels: Levels): unknown =>
  mergePolicies(
    levels.map((policies) =>
      policies.map((project) => {
        const node = readManagementPolicy('TAG_POLICY', JSON.stringify({ tags: { project } }));
        if (!node) throw new Error(`not a tag policy: ${JSON.stringify(project)}`);
        return node;
      }),
    ),
  );

describe('management policies merge', () => {
  it.each<[what: string, levels: Levels, project: object | undefined]>([
    ['of one policy to its values', [[{ tag_key: { '@@assign': 'Project' }, tag_value: { '@@assign': ['a', 'b'] } }]], { tag_key: 'Project', tag_value: ['a', 'b'] }],
    ['of none to nothing', [[], []], undefined],
    ['a value that is assigned below in the place of one above', [[{ tag_value: { '@@assign': ['a', 'b'] } }], [{ tag_value: { '@@assign': ['c'] } }]], { tag_value: ['c'] }],
    ['a setting that is only below', [[{ tag_key: { '@@assign': 'Project' } }], [{ enforced_for: { '@@assign': ['s3:bucket'] } }]], { tag_key: 'Project', enforced_for: ['s3:bucket'] }],
    ['values that are appended behind those above', [[{ tag_value: { '@@assign': ['a'] } }], [{ tag_value: { '@@append': ['b'] } }], [{ tag_value: { '@@append': ['c'] } }]], { tag_value: ['a', 'b', 'c'] }],
    ['values that are appended twice once', [[{ tag_value: { '@@assign': ['a'] } }], [{ tag_value: { '@@append': ['a', 'b'] } }]], { tag_value: ['a', 'b'] }],
    ['values that are appended to nothing', [[], [{ tag_value: { '@@append': ['a'] } }]], { tag_value: ['a'] }],
    ['without values that are removed below, there or not', [[{ tag_value: { '@@assign': ['a', 'b'] } }], [{ tag_value: { '@@remove': ['a', 'z'] } }]], { tag_value: ['b'] }],
    ['without a setting whose last value is removed', [[{ tag_key: { '@@assign': 'P' }, tag_value: { '@@assign': ['a'] } }], [{ tag_value: { '@@remove': ['a'] } }]], { tag_key: 'P' }],
    ['removing from nothing to nothing', [[{ tag_value: { '@@remove': ['a'] } }]], undefined],
    ['appending and removing at once', [[{ tag_value: { '@@assign': ['a', 'b'] } }], [{ tag_value: { '@@append': ['c'], '@@remove': ['a'] } }]], { tag_value: ['b', 'c'] }],
    ['one value that is appended as a list of one', [[{ tag_value: { '@@assign': 'a' } }], [{ tag_value: { '@@append': 'b' } }]], { tag_value: ['a', 'b'] }],
    ['numbers and truth values as they are', [[{ most: { '@@assign': 3 }, on: { '@@assign': true } }]], { most: 3, on: true }],

    // What a level leaves to those below it.
    ['nothing below where nothing is allowed', [[{ tag_key: { '@@assign': 'Project', [children]: none } }], [{ tag_key: { '@@assign': 'PROJECT' } }]], { tag_key: 'Project' }],
    ['what is appended below where appending is allowed', [[{ tag_value: { '@@assign': ['a'], [children]: ['@@append'] } }], [{ tag_value: { '@@append': ['b'] } }]], { tag_value: ['a', 'b'] }],
    ['nothing that is assigned or removed where appending is allowed', [[{ tag_value: { '@@assign': ['a'], [children]: ['@@append'] } }], [{ tag_value: { '@@assign': ['b'], '@@remove': ['a'] } }]], { tag_value: ['a'] }],
    ['all that a level below does where all is allowed', [[{ tag_value: { '@@assign': ['a'], [children]: all } }], [{ tag_value: { '@@assign': ['b'] } }]], { tag_value: ['b'] }],
    ['no more than what a level above it left, whatever one further down says', [[{ tag_key: { '@@assign': 'a', [children]: none } }], [{ tag_key: { [children]: all } }], [{ tag_key: { '@@assign': 'c' } }]], { tag_key: 'a' }],
    ['less and less from level to level', [[{ tag_value: { '@@assign': ['a'], [children]: ['@@append', '@@remove'] } }], [{ tag_value: { [children]: ['@@append', '@@assign'] } }], [{ tag_value: { '@@append': ['b'], '@@remove': ['a'], '@@assign': ['c'] } }]], { tag_value: ['a', 'b'] }],
    ['what the limits of a level allow to those below alone, not to itself', [[{ tag_value: { '@@assign': ['a'], [children]: none } }, { tag_value: { '@@append': ['b'] } }]], { tag_value: ['a', 'b'] }],
    ['no new parts below a part that allows nothing, while those there go on', [[{ [children]: none, tag_key: { '@@assign': 'a' } }], [{ tag_key: { '@@assign': 'b' }, tag_value: { '@@assign': ['c'] } }]], { tag_key: 'b' }],
    ['no new parts where only removing is left', [[{ [children]: ['@@remove'], tag_key: { '@@assign': 'a' } }], [{ tag_value: { '@@assign': ['c'] } }]], { tag_key: 'a' }],

    // Policies of one level.
    ['the first that assigns, of several attached to one level', [[{ tag_key: { '@@assign': 'PROJECT' }, tag_value: { '@@append': ['a'] } }, { tag_key: { '@@assign': 'project' } }]], { tag_key: 'PROJECT', tag_value: ['a'] }],
    ['what others of the level append and remove, on top of what the first assigned', [[{ tag_value: { '@@append': ['c'] } }, { tag_value: { '@@assign': ['a', 'b'] } }, { tag_value: { '@@remove': ['a'] } }]], { tag_value: ['b', 'c'] }],
    ['to what all limits of a level allow', [[{ tag_value: { '@@assign': ['a'], [children]: ['@@append'] } }, { tag_value: { [children]: ['@@append', '@@remove'] } }], [{ tag_value: { '@@append': ['b'], '@@remove': ['a'] } }]], { tag_value: ['a', 'b'] }],
  ])('%s', (_what, levels, project) => {
    expect(merge(levels)).toEqual(project === undefined ? {} : { tags: { project } });
  });

  it('parts of any name, also of those that objects have', () => {
    const node = readManagementPolicy('BACKUP_POLICY', '{"plans":{"__proto__":{"a":{"@@assign":"b"}},"constructor":{"a":{"@@assign":"c"}}}}');
    expect(JSON.stringify(mergePolicies([node ? [node] : []]))).toBe('{"plans":{"__proto__":{"a":"b"},"constructor":{"a":"c"}}}');
  });
});
