import type { CoreContext } from '../core-context.ts';

/** What users, tokens and the setup need; a command has it without a server. */
export type PeopleContext = Pick<CoreContext, 'db' | 'clock' | 'actor'> & Partial<Pick<CoreContext, 'bus'>>;
