import type { CoreContext } from '@borgcube/core/core-context';
import type { InstalledPlugins } from '@borgcube/core/plugin/installed-plugins';
import type { NodeFacts } from '@borgcube/core/system/read-status';
import type { Actor } from '@borgcube/domain/actor/actor';

/** What the console shows of the server that answers. */
export interface ServerFacts {
  readonly version: string;
  /** The public URL's host: tells two servers apart in a tab's title. */
  readonly name: string;
  /** Where people reach the console; known once it listens. */
  readonly publicUrl: () => string;
  /** IANA zone of display and default of new schedules. */
  readonly timeZone: string;
  /** Of the machine that answers, measured now. */
  readonly node: () => Promise<NodeFacts>;
  /** Where the plugins come from, and which could not be loaded. */
  readonly plugins: InstalledPlugins;
}

/** What one request knows. `actor` is null while nobody proved who they are; every role procedure refuses that. */
export interface ApiContext {
  readonly core: Omit<CoreContext, 'actor'> & { readonly actor: Actor | null };
  /** The request came over `<data dir>/borgcube.sock`. */
  readonly localSocket: boolean;
  readonly server: ServerFacts;
  readonly requestId: string;
  /** Of the browser that asks; null for tokens and commands. */
  readonly sessionId: string | null;
  /** Starts a session for the browser that asks (sets its cookie). Throws UNAUTHORIZED for wrong credentials. */
  readonly signIn: (email: string, password: string) => Promise<void>;
}
