import { describe } from 'vitest';
import { walk } from './walk.ts';

describe('the commands of the page on access evaluation', () => {
  walk('docs/access-evaluation.md');
});
