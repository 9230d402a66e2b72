/** An archive that a job made or found finished, as Borg tells it; core gives it its id. */
export interface NewArchive {
  readonly fingerprint: string;
  readonly name: string;
  readonly repositoryId: string;
  readonly clientId: string | null;
  readonly configId: string | null;
  readonly jobId: number | null;
  readonly nfiles: number | null;
  readonly originalSize: number | null;
  readonly compressedSize: number | null;
  readonly deduplicatedSize: number | null;
  /** Milliseconds. */
  readonly duration: number | null;
  readonly timestamp: Date;
  readonly timestampEnd: Date | null;
  readonly suspect: string | null;
  /** Size of the whole repository as Borg's cache tells it after the run; null: not told. */
  readonly repositoryFigures: RepositoryFigures | null;
  /** What the next run of the config compares itself with; null: not a run of a config. */
  readonly lastGood: LastGood | null;
}

export interface RepositoryFigures {
  readonly originalSize: number;
  readonly compressedSize: number;
  readonly deduplicatedSize: number;
}

/** What the last good run of a config found. */
export interface LastGood {
  readonly jobId: number;
  readonly mountPoints: readonly string[];
  readonly originalSize: number | null;
  readonly nfiles: number | null;
  /** Milliseconds from leaving the queue to the end. */
  readonly duration: number | null;
}
