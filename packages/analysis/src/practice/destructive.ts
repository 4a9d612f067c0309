/** How names of actions begin that destroy data or what holds it. */
const verbs = ['delete', 'terminate', 'purge', 'destroy', 'schedulekeydeletion', 'deregister', 'remove', 'reset', 'revoke'];

/** Whether an action that writes destroys something.
 * @param name without the prefix */
export const isDestructive = (name: string): boolean => verbs.some((verb) => name.toLowerCase().startsWith(verb));
