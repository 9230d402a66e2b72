import { openDatabase } from '@borgcube/db/open-database';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { openScheduleHouse } from './schedule-house.ts';

/** A process that does nothing but schedule, and is killed while it makes its n-th job. Arguments: database URL, n. */
const [url = '', count = ''] = process.argv.slice(2);
let made = 0;
const killer = definePlugin({
  name: 'killer',
  hooks: {
    jobCreated: () => {
      made += 1;
      if (made === Number(count)) process.kill(process.pid, 'SIGKILL');
    },
  },
});
const house = openScheduleHouse(openDatabase(url), [killer]);
house.pass(60_000);
house.start();
