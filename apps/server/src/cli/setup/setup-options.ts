/** As they were written on the command line; what is absent is asked for. */
export interface SetupOptions {
  readonly dataDir?: string;
  readonly host?: string;
  readonly port?: string;
  readonly publicUrl?: string;
  readonly database?: string;
  readonly timeZone?: string;
  readonly adminName?: string;
  readonly adminEmail?: string;
  /** False: `--no-admin`. */
  readonly admin?: boolean;
  /** A path, true for the usual one, false for none. */
  readonly unit?: string | boolean;
  readonly user?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}
