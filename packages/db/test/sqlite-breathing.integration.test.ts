import { openTestDatabase } from '@borgcube/testing/database/open-test-database';
import { expect, it } from 'vitest';

it('lets timers have their turn while statements follow one another', async () => {
  await using database = await openTestDatabase('sqlite');
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  const until = performance.now() + 300;
  while (performance.now() < until) await database.db.setting.findMany();
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
});
