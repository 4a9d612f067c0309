import type { Tag } from './iam-calls.ts';

/** The tag of the roles and users that a stack made. */
export const stackTag = (stackName: string): Tag => ({ Key: 'assent:stack', Value: stackName });

/** The path of the managed policies and instance profiles that a stack made: their names and places are its own to choose. */
export const ownPath = (stackName: string): string => `/assent/${stackName}/`;
