import { makeAlertsPlugin } from '@borgcube/core/alert/alerts-plugin';
import { assessFinishedJob } from '@borgcube/core/alert/assess-finished-job';
import { assessRecord } from '@borgcube/core/alert/assess-record';
import type { CoreContext } from '@borgcube/core/core-context';
import { makeHooks } from '@borgcube/core/hook/make-hooks';
import { createChannel } from '@borgcube/core/notification/change-channel';
import { type Sender, sendOutbox } from '@borgcube/core/notification/send-outbox';
import type { Database } from '@borgcube/db/open-database';
import type { NotificationMessage } from '@borgcube/domain/notification/notification-message';
import { defineNotifier, type Notifier } from '@borgcube/plugin-kit/define-notifier';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import type { HookFailure } from '@borgcube/plugin-kit/hook-caller';
import { makeTestCore } from '@borgcube/testing/core/make-test-core';
import { z } from 'zod';
import { idleKind } from './job-kinds.ts';

export const HOUR = 3_600_000;

export const PaperForm = z.strictObject({
  address: z.string().min(1).meta({ title: 'Address' }),
  password: z.string().nullable().default(null).meta({ title: 'Password', widget: 'password' }),
});
type PaperForm = z.infer<typeof PaperForm>;

export interface Letter {
  readonly to: string;
  readonly password: string | null;
  readonly message: NotificationMessage;
}

/** Use cases with incidents, one way to be told that keeps what it was given, and a clock that tests move. */
export function openAlertHouse(db: Database, deliver: (letter: Letter) => Promise<void> = async () => {}) {
  const letters: Letter[] = [];
  let refuse: ((message: NotificationMessage) => Error | null) | null = null;
  let now = new Date('2026-11-23T04:00:00Z');
  let ticks = false;
  const paper: Notifier<PaperForm> = defineNotifier<PaperForm>({
    kind: 'test.paper',
    name: 'Paper',
    form: PaperForm,
    send: async ({ data, message }) => {
      const error = refuse?.(message);
      if (error) throw error;
      const letter = { to: data.address, password: data.password, message };
      await deliver(letter);
      letters.push(letter);
    },
  });
  const pulse: Notifier = defineNotifier({
    kind: 'test.pulse',
    name: 'Pulse',
    heartbeatOnly: true,
    form: z.strictObject({}),
    heartbeatMs: () => 60_000,
    send: async ({ message }) => void letters.push({ to: 'pulse', password: null, message }),
    fail: async ({ message }) => void letters.push({ to: 'pulse/fail', password: null, message }),
  });
  // Each form reads what it declares; the registry holds notifiers of any form.
  const notifiers = [paper as Notifier, pulse];
  const plugins = [
    definePlugin({ name: 'test', jobKinds: [idleKind], notifiers }),
    makeAlertsPlugin(() => ctx),
  ];
  const failures: HookFailure[] = [];
  const { ctx: plain, as, remove } = makeTestCore(db, plugins);
  const hooks = makeHooks(db, plugins, (failure) => failures.push(failure));
  const clock = () => {
    if (ticks) now = new Date(now.getTime() + 1);
    return now;
  };
  const ctx: CoreContext = { ...plain, clock, hooks };
  const sender = (id = 'sender'): Sender => ({
    id,
    publicUrl: () => 'https://backup.example',
    signal: new AbortController().signal,
  });
  return {
    ctx,
    as: (role: Parameters<typeof as>[0]): CoreContext => ({ ...as(role), clock }),
    remove,
    letters,
    sender,
    pass: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    /** From now on no two looks at the clock are alike. */
    tick: () => {
      ticks = true;
    },
    refuse: (how: typeof refuse) => {
      refuse = how;
    },
    makeChannel: (name = 'mail', password: string | null = 'canary-4711') =>
      createChannel(ctx, {
        name,
        kind: paper.kind,
        enabled: true,
        data: { address: `${name}@example`, password },
      }),
    /** On a machine that is busy the time of a hook may not suffice: what the watch of a server does then. */
    makeUp: async (noun: 'job' | 'archive', id: string) => {
      if (failures.splice(0).length === 0) return;
      if (noun === 'job') await assessFinishedJob(ctx, Number(id));
      else await assessRecord(ctx, noun, id);
    },
    /** Sends all that is due now. */
    post: async () => {
      while ((await sendOutbox(ctx, sender())) > 0);
      return letters.splice(0);
    },
  };
}

export type AlertHouse = ReturnType<typeof openAlertHouse>;
