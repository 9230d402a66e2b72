import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { makeEmptyDatabase } from '@borgcube/testing/database/make-test-database';
import { expect, test } from 'vitest';

test('the migrations build the schema on both databases', async () => {
  const database = await makeEmptyDatabase('postgresql');
  const check = path.join(import.meta.dirname, '../../tooling/db-check.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [check, database.url]);
  await database.remove();
  expect(stdout).toBe('schema, derived schema and migrations agree\n');
});
