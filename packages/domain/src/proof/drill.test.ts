import { describe, expect, it } from 'vitest';
import { fieldErrorsOf } from '../form/field-errors.ts';
import { DrillActionData, DrillJobData } from './drill.ts';
import { configOfDrill, drillKey } from './drill-key.ts';

const faultsOf = (input: unknown) => {
  const { error } = DrillJobData.safeParse(input);
  return error ? Object.keys(fieldErrorsOf(error)) : [];
};

describe('a drill', () => {
  it('is a sample of the newest archive unless it is told otherwise', () => {
    expect(DrillActionData.parse({ backupConfigId: 'c' })).toMatchObject({ scope: 'sample', files: 25 });
    expect(DrillJobData.parse({ backupConfigId: 'c' })).toMatchObject({ archiveId: null, paths: [] });
  });

  it('is of a config or of an archive', () => {
    expect(faultsOf({})).toEqual(['backupConfigId']);
    expect(faultsOf({ backupConfigId: 'c', archiveId: 'a' })).toEqual(['backupConfigId']);
    expect(faultsOf({ archiveId: 'a' })).toEqual([]);
  });

  it('names paths where named paths are restored, and nowhere else', () => {
    expect(faultsOf({ archiveId: 'a', scope: 'canary' })).toEqual(['paths']);
    const elsewhere = DrillJobData.safeParse({ archiveId: 'a', scope: 'everything', paths: ['etc'] });
    expect(elsewhere.error && fieldErrorsOf(elsewhere.error)).toEqual({
      paths: ['Only where “What is restored” is “Named paths”.'],
    });
    expect(DrillJobData.parse({ archiveId: 'a', scope: 'canary', paths: ['/etc/canary/'] }).paths).toEqual([
      'etc/canary',
    ]);
  });

  it.each(['', '/', 'a//b', '../etc', 'a/./b', '\\'])('refuses the path %j', (path) => {
    expect(faultsOf({ archiveId: 'a', scope: 'canary', paths: [path] })).toEqual(['paths.0']);
  });

  it('stands under a key of its own, not under that of the config', () => {
    expect(configOfDrill(drillKey('c1'))).toBe('c1');
    expect(configOfDrill('c1')).toBeNull();
    expect(configOfDrill(null)).toBeNull();
  });
});
