import { z } from 'zod';

/** A plugin of the server that answers, with all that it declares. */
export const PluginView = z.object({
  name: z.string(),
  version: z.string().nullable(),
  description: z.string(),
  /** Folder or file that it was loaded from; null: part of BorgCube. */
  from: z.string().nullable(),
  hooks: z.array(z.string()),
  jobKinds: z.array(
    z.object({
      name: z.string(),
      verboseName: z.string(),
      states: z.array(z.object({ name: z.string(), verboseName: z.string() })),
      /** May be started by hand, through its form. */
      runnable: z.boolean(),
    }),
  ),
  scheduledActions: z.array(z.object({ kind: z.string(), name: z.string() })),
  metrics: z.array(
    z.object({
      name: z.string(),
      help: z.string(),
      type: z.enum(['gauge', 'counter']),
      labels: z.array(z.string()),
    }),
  ),
  notifiers: z.array(z.object({ kind: z.string(), name: z.string() })),
  /** `storedVersion` null: not made yet. `problem`: why the stored data cannot be read. */
  data: z.array(
    z.object({
      name: z.string(),
      version: z.int(),
      storedVersion: z.int().nullable(),
      problem: z.string().nullable(),
    }),
  ),
  links: z.array(z.object({ title: z.string(), url: z.string() })),
});
export type PluginView = z.infer<typeof PluginView>;

export const SystemPlugins = z.object({
  plugins: z.array(PluginView),
  /** Found, and not loaded. */
  failures: z.array(z.object({ name: z.string(), from: z.string(), reason: z.string() })),
  /** Named by what is stored, and not here: each keeps its words, and nothing of it is run or deleted. */
  missing: z.array(z.object({ name: z.string(), keeps: z.array(z.string()) })),
});
export type SystemPlugins = z.infer<typeof SystemPlugins>;
