// Starts the backup config with that label and follows its job to the end:
//   TOKEN=bct_… node --import tsx back-up-now.ts http://127.0.0.1:8420 'web01 daily'
import { createBorgcubeClient } from '@borgcube/client';

const [url = 'http://127.0.0.1:8420', label] = process.argv.slice(2);
const client = createBorgcubeClient({ url, token: process.env.TOKEN ?? '' });

const { items } = await client.backupConfigs.list.query({ limit: 200 });
const config = items.find((item) => item.label === label);
if (!config) {
  console.error(
    `There is no backup config ${label}. There are: ${items.map((item) => item.label).join(', ')}`,
  );
  process.exit(1);
}

const { id } = await client.backupConfigs.run.mutate({ id: config.id });
const end = await new Promise<string>((resolve, reject) => {
  const watch = client.jobs.onChange.subscribe(undefined, {
    onStarted: async () => settle((await client.jobs.get.query({ id })).state),
    onData: ({ data }) => 'jobId' in data && data.jobId === id && settle(data.state),
    onError: reject,
  });
  function settle(state: string): void {
    console.log(`job ${id}: ${state}`);
    if (!['done', 'failed', 'cancelled'].includes(state)) return;
    watch.unsubscribe();
    resolve(state);
  }
});
process.exit(end === 'done' ? 0 : 1);
