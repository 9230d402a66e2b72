/** One line that Borg wrote to stderr under `--log-json`; sizes in bytes, `time` in seconds since 1970. */
export type BorgLine =
  | { readonly type: 'progress'; readonly progress: CreateProgress }
  | { readonly type: 'phase'; readonly phase: BorgPhase }
  | { readonly type: 'status'; readonly status: string; readonly path: string }
  | BorgMessage
  | { readonly type: 'raw'; readonly text: string };

/** What `create --progress` counts. */
export interface CreateProgress {
  readonly originalSize: number;
  readonly compressedSize: number;
  readonly deduplicatedSize: number;
  readonly nfiles: number;
  readonly path: string;
}

/** A step that Borg names itself, such as `cache.sync`; its last line is `finished` and has no figures. */
export interface BorgPhase {
  readonly msgid: string;
  readonly message: string;
  readonly current: number | null;
  readonly total: number | null;
  readonly finished: boolean;
}

export interface BorgMessage {
  readonly type: 'message';
  readonly level: 'debug' | 'info' | 'warning' | 'error' | 'critical';
  readonly text: string;
  readonly msgid: string | null;
  /** The logger: separates Borg's lists and statistics from what it has to say. */
  readonly name: string;
}
