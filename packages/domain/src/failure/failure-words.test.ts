import { expect, it } from 'vitest';
import { FAILURE_KINDS } from './failure-cause.ts';
import { failureWords } from './failure-words.ts';

it.each(FAILURE_KINDS)('%s has a heading, a meaning and something to press', (kind) => {
  const words = failureWords({ kind }, { client: 'web03', repository: 'vault' });
  expect(words.heading).toMatch(/\.$/);
  expect(words.heading).not.toContain('undefined');
  expect(words.meaning.length).toBeGreaterThan(10);
  expect(words.acts.length).toBeGreaterThan(0);
});

it('puts the name and the port first', () => {
  const cause = { kind: 'client-connection-failed', port: 22 } as const;
  expect(failureWords(cause, { client: 'web03', repository: null }).heading).toBe(
    'web03 did not answer on port 22.',
  );
});

it('shows a cause of a plugin as it is', () => {
  const words = failureWords(
    { kind: 'zfs.snapshot-failed', message: 'pool is read-only' },
    { client: null, repository: null },
  );
  expect(words).toMatchObject({ heading: 'zfs.snapshot-failed', meaning: 'pool is read-only' });
});
