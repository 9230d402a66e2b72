// Child of notifications.integration.test.ts: sends what is due to a port that never answers, until it is killed.
import { sendOutbox } from '@borgcube/core/notification/send-outbox';
import { openDatabase } from '@borgcube/db/open-database';
import { openAlertHouse } from './alert-house.ts';

const [url = '', port = ''] = process.argv.slice(2);
const house = openAlertHouse(openDatabase(url), async ({ message }) => {
  await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: { 'x-message-id': message.id } });
});
await sendOutbox(house.ctx, house.sender('killed'));
