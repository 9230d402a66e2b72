import { z } from 'zod';
import { Connection, ConnectionInput } from '../connection/connection.ts';
import { ById, IfUpdatedAt, recordFields } from '../form/page.ts';

const HOUR_MS = 3_600_000;
/** The newest good archive may be this old. */
export const DEFAULT_OBJECTIVE_MS = 26 * HOUR_MS;

const hostname = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9_][-_.A-Za-z0-9]{0,252}$/,
    'Letters, digits, dots, dashes and underscores; it starts with a letter, a digit or an underscore.',
  )
  .meta({
    title: 'Host name',
    placeholder: 'web01',
    description: 'Archives are named after it.',
    section: 'What',
  });
const description = z.string().max(2000).meta({ title: 'Description', widget: 'textarea', section: 'What' });
const objective = z
  .int()
  .min(1000, 'At least one second.')
  .max(366 * 24 * HOUR_MS, 'At most a year.')
  .meta({
    title: 'Objective',
    widget: 'duration',
    unit: 'ms',
    description: 'The newest good archive may be this old.',
    section: 'What',
  });
const connection = ConnectionInput.nullable().meta({
  title: 'Connection',
  section: 'Connection',
  absentLabel: "This client has no connection: its files are this server's own",
});

export const ClientCreate = z.strictObject({
  hostname,
  description: description.default(''),
  objective: objective.default(DEFAULT_OBJECTIVE_MS),
  connection: connection.optional(),
});
export type ClientCreate = z.infer<typeof ClientCreate>;

export const ClientUpdate = z.strictObject({
  ...ById.shape,
  ifUpdatedAt: IfUpdatedAt,
  hostname: hostname.optional(),
  description: description.optional(),
  objective: objective.optional(),
  connection: connection.optional(),
});
export type ClientUpdate = z.infer<typeof ClientUpdate>;

/** The wire view; `newestGoodArchiveAt` is null while there is none. */
export const Client = z.object({
  ...recordFields,
  hostname: z.string(),
  description: z.string(),
  objective: z.int(),
  connection: Connection.nullable(),
  /** Once it had one, the transport `local` is refused for good. */
  hadConnection: z.boolean(),
  newestGoodArchiveAt: z.iso.datetime().nullable(),
  /** When a restore drill last found something of it as it was; null: never. */
  provenAt: z.iso.datetime().nullable(),
});
export type Client = z.infer<typeof Client>;
