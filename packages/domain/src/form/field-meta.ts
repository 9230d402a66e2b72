import { z } from 'zod';
import type { VisibleWhen } from './visible-when.ts';

/** A list procedure that a reference field is filled from. */
export type ReferenceNoun =
  | 'repository'
  | 'client'
  | 'backupConfig'
  | 'checkConfig'
  | 'pruneConfig'
  | 'retentionPolicy'
  | 'sshKey'
  | 'schedule'
  | 'notificationChannel';

export type Widget =
  | 'text'
  | 'textarea'
  | 'password'
  | 'list'
  | 'choices'
  | 'duration'
  | 'hidden'
  | 'timeZone'
  | 'dateTime'
  | 'recurrence'
  | 'actions'
  | 'triggerTarget';

declare module 'zod' {
  interface GlobalMeta {
    /** Shown inside the right end of the control: `h`, `s`, `KiB/s`. */
    unit?: string;
    widget?: Widget;
    placeholder?: string;
    /** Enum value -> its words. */
    labels?: Readonly<Record<string, string>>;
    /** Enum value -> a sentence of help. */
    hints?: Readonly<Record<string, string>>;
    /** Enum values that deserve an amber mark, with no other meaning. */
    caution?: readonly string[];
    section?: string;
    /** Drawn, checked and sent only while the fields beside it have one of these values. */
    visibleWhen?: VisibleWhen;
    /** Folded away until asked for. */
    advanced?: boolean;
    reference?: ReferenceNoun;
    /** For nested objects: the words of the switch that leaves the object out. */
    absentLabel?: string;
  }
}

/** A form as JSON Schema of what is typed in, with the interface hints beside each field. */
export type Form = Readonly<Record<string, unknown>>;

/** Draws the form of a schema; refinements are left to the server, defaults and hints travel. */
export function toForm(schema: z.ZodType): Form {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Form;
}
