import { describe } from 'vitest';
import { walk } from './walk.ts';

describe('the commands of the page on organizations', () => {
  walk('docs/organizations.md', ['--standalone-accounts', '222222222222']);
});
