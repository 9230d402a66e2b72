import type { CoreContext } from '@borgcube/core/core-context';
import { inlineCatalog } from '@borgcube/testing/catalog/inline-catalog';
import { describe, expect, it } from 'vitest';
import { coreKinds } from './core-kinds.ts';

const kinds = coreKinds({
  core: (): CoreContext => {
    throw new Error('No job runs here.');
  },
  environment: { borg: 'borg', ssh: 'ssh', baseDir: '/nowhere', hostId: 'host' },
  catalog: inlineCatalog('/nowhere'),
});

/** A reader runs beside other readers; everything else has its repository for itself. */
describe('the access of', () => {
  it.each([
    ['backup', 'write'],
    ['catalog', 'read'],
    ['check', 'exclusive'],
    ['compact', 'exclusive'],
    ['delete-archives', 'exclusive'],
    ['import', 'read'],
    ['prune', 'exclusive'],
    ['rename-archive', 'exclusive'],
    ['sync', 'read'],
    ['verify-restore', 'read'],
  ])('%s is %s', (name, access) => {
    expect(kinds.find((kind) => kind.name === name)?.access(null)).toBe(access);
  });
});
