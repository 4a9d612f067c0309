import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

const mount = 'elasticfilesystem:ClientMount';
const write = 'elasticfilesystem:ClientWrite';
const root = 'elasticfilesystem:ClientRootAccess';

/** Clients come through a mount target, and not from anywhere. */
const viaMountTarget = { conditions: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': ['true'] } } };

/** A file system of EFS, by its id. */
export class FileSystem extends OpenResource<'elasticfilesystem'> {
  constructor(stack: Stack, fileSystemId: string) {
    super(stack, stack.arn('elasticfilesystem', `file-system/${checkName('file system', fileSystemId)}`), 'elasticfilesystem', { selfArns: 'arns' });
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, [mount], viaMountTarget);
  }

  grantReadWrite(grantee: Grantee) {
    return this.give(grantee, [mount, write], viaMountTarget);
  }

  grantRootAccess(grantee: Grantee) {
    return this.give(grantee, [mount, write, root], viaMountTarget);
  }
}
