import { describe, expect, it } from 'vitest';
import { coversScope, scopeErrors, WHOLE_SCOPE } from './check-config.ts';

const repositoryOnly = { ...WHOLE_SCOPE, checkArchives: false };
const archivesOnly = { ...WHOLE_SCOPE, checkRepository: false };
const verifying = { ...WHOLE_SCOPE, verifyData: true };
const onlyNew = { ...WHOLE_SCOPE, checkOnlyNewArchives: true };

describe('scopeErrors', () => {
  it.each([
    [WHOLE_SCOPE, []],
    [verifying, []],
    [onlyNew, []],
    [{ ...repositoryOnly, maxDuration: 60_000 }, []],
    [{ ...WHOLE_SCOPE, maxDuration: 60_000 }, ['maxDuration']],
    [{ ...archivesOnly, maxDuration: 60_000 }, ['maxDuration']],
    [{ ...repositoryOnly, verifyData: true }, ['verifyData']],
    [{ ...repositoryOnly, checkOnlyNewArchives: true }, ['checkOnlyNewArchives']],
    [{ ...archivesOnly, checkArchives: false }, ['']],
  ])('of %j', (scope, fields) => expect(Object.keys(scopeErrors(scope))).toEqual(fields));
});

describe('coversScope', () => {
  it.each([
    ['the same', WHOLE_SCOPE, WHOLE_SCOPE, true],
    ['more', verifying, WHOLE_SCOPE, true],
    ['less', WHOLE_SCOPE, verifying, false],
    ['another part', archivesOnly, repositoryOnly, false],
    ['the other part as well', WHOLE_SCOPE, repositoryOnly, true],
    ['only new archives', onlyNew, WHOLE_SCOPE, false],
    ['all archives', WHOLE_SCOPE, onlyNew, true],
    ['only new archives again', onlyNew, onlyNew, true],
    ['what was cut short', { ...repositoryOnly, maxDuration: 60_000 }, repositoryOnly, false],
  ])('%s', (_, clean, faulty, covers) => expect(coversScope(clean, faulty)).toBe(covers));
});
