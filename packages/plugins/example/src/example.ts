import {
  defineEvolvable,
  defineJobKind,
  defineMetric,
  definePlugin,
  defineScheduledAction,
} from '@borgcube/plugin-kit';
import { z } from 'zod';

/** What the plugin keeps. Version 1 counted under `n`: whoever still has that is read all the same. */
const greetings = defineEvolvable({
  name: 'greetings',
  version: 2,
  schema: z.strictObject({ count: z.int(), newestArchive: z.string().nullable() }),
  steps: [
    { from: 1, evolve: (old) => ({ count: z.object({ n: z.int() }).parse(old).n, newestArchive: null }) },
  ],
  make: () => ({ count: 0, newestArchive: null }),
});

const name = z.string().trim().min(1, 'Whom?').max(100);
const times = z.int().min(1).max(10).meta({ title: 'Times', description: 'One line of the log each.' });

/** Its jobs are started by hand or by a schedule, through the form that is drawn from the schema. */
const greet = defineJobKind({
  name: 'example.greet',
  verboseName: 'Greeting',
  runnable: true,
  states: [
    { name: 'thinking', verboseName: 'Thinking' },
    { name: 'greeting', verboseName: 'Greeting' },
  ],
  config: {
    version: 1,
    schema: z.strictObject({
      name: name.meta({ title: 'Name', placeholder: 'Ada' }),
      times: times.default(1),
    }),
    steps: [],
  },
  access: () => null, // it touches no repository
  executor: {
    prepare: (_job, context) => context.enter('thinking'),
    async run({ config }, context) {
      await context.enter('greeting');
      for (let said = 0; said < config.times; said += 1) {
        if (context.signal.aborted) return { state: 'cancelled' };
        context.log('info', `Hello, ${config.name}!`);
      }
      const add = (kept: { count: number; newestArchive: string | null }) => ({
        ...kept,
        count: kept.count + config.times,
      });
      return { state: 'done', settle: async ({ store }) => void (await store.update(greetings, add)) };
    },
  },
});

/** One job for each name; an action answers jobs and does nothing else. */
const greetAll = defineScheduledAction({
  kind: 'example.greet-all',
  name: 'Greet several',
  form: z.strictObject({ names: z.array(name).min(1, 'Whom?').meta({ title: 'Names', widget: 'list' }) }),
  expand: async ({ data }) =>
    data.names.map((one) => ({ kind: greet.name, target: one, config: { name: one, times: 1 } })),
});

const said = defineMetric({
  name: 'borgcube_example_greetings_total',
  help: 'Greetings that were ever said.',
  type: 'counter',
  tile: { title: 'Greetings', unit: 'count' },
  read: async ({ store }) => [{ value: (await store.read(greetings)).count }],
});

export default definePlugin({
  name: 'example',
  description: 'Greets people. It is here to be copied.',
  data: [greetings],
  jobKinds: [greet],
  scheduledActions: [greetAll],
  metrics: [said],
  links: [{ title: 'Greetings', url: '/plugin/example/' }],
  hooks: {
    archiveAdded: async ({ archive, store }) => {
      await store.update(greetings, (kept) => ({ ...kept, newestArchive: archive.name }));
    },
    handleRequest: async ({ request, store }) =>
      request.plugin === 'example'
        ? {
            status: 200,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(await store.read(greetings)),
          }
        : null,
  },
});
