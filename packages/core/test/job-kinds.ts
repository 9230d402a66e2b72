import { defineJobKind, type JobKind } from '@borgcube/plugin-kit/define-job-kind';
import { z } from 'zod';

/** A kind whose jobs do nothing; `access` is what their config says. */
export const idleKind: JobKind<{ access: 'read' | 'write' | 'exclusive' | null }> = defineJobKind({
  name: 'test.idle',
  verboseName: 'Idle',
  states: [
    { name: 'first', verboseName: 'First' },
    { name: 'second', verboseName: 'Second' },
  ],
  config: {
    schema: z.object({ access: z.enum(['read', 'write', 'exclusive']).nullable() }),
    version: 1,
    steps: [],
  },
  access: (config) => config.access,
  executor: { run: async () => ({ state: 'done' }) },
});
