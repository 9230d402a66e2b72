import type { BorgLine } from '../log/borg-line.ts';

/** What a check found broken, in Borg's own words and numbers; each list holds at most `NAMED_MAX`. */
export interface CheckDamage {
  readonly segments: readonly number[];
  /** 64 hex each. */
  readonly chunks: readonly string[];
  readonly archives: readonly string[];
  /** Paths as Borg tells them, with their archive in front. */
  readonly files: readonly string[];
  readonly evidence: readonly string[];
}

export const NAMED_MAX = 50;
const EVIDENCE_MAX = 6;

/** Says nothing by itself: what came before it does. */
const SUMMARY =
  /^(?:Finished (?:full|partial) repository check|Archive consistency check complete|Finished cryptographic data|Found defect chunks|(?:committed|rebuilt) index: )/;
/** Room that is lost, no data: chunks that no archive uses. */
const HARMLESS = /orphaned objects found/;

/** Gathers from the lines of `borg check` what it names, and which archives it looked at. */
export class DamageReader {
  readonly #segments = new Set<number>();
  readonly #chunks = new Set<string>();
  readonly #archives = new Set<string>();
  readonly #files = new Set<string>();
  readonly #evidence: string[] = [];
  readonly #analyzed: string[] = [];
  readonly harmless: string[] = [];
  #current: string | null = null;

  /** Archives that were gone through from their beginning to their end, in order. */
  get analyzed(): readonly string[] {
    return this.#analyzed;
  }

  read(line: BorgLine): void {
    if (line.type !== 'message') return;
    const text = line.text.replace(/^Remote: /, '');
    const analyzing = /^Analyzing archive (.+) \(\d+\/\d+\)$/s.exec(text)?.[1];
    if (analyzing !== undefined) {
      this.#leave();
      this.#current = analyzing;
    } else if (/^(?:Orphaned objects check skipped|Archive consistency check complete)/.test(text)) {
      this.#leave();
    }
    if (line.level === 'info' || line.level === 'debug') return;
    if (HARMLESS.test(text)) this.harmless.push(text);
    else this.#take(text, line.level !== 'warning');
  }

  /** Null: nothing was found. */
  damage(): CheckDamage | null {
    if (this.#evidence.length === 0) return null;
    return {
      segments: first(this.#segments),
      chunks: first(this.#chunks),
      archives: first(this.#archives),
      files: first(this.#files),
      evidence: this.#evidence.slice(0, EVIDENCE_MAX),
    };
  }

  #take(text: string, isError: boolean): void {
    for (const [, segment] of text.matchAll(/\[segment (\d+), offset \d+\]/g))
      this.#segments.add(Number(segment));
    for (const [, segment] of text.matchAll(/committed index: \((\d+), \d+\)/g))
      this.#segments.add(Number(segment));
    for (const [, segment] of text.matchAll(/\/data\/\d+\/(\d+)'/g)) this.#segments.add(Number(segment));
    for (const [chunk] of text.matchAll(/\b[0-9a-f]{64}\b/g)) this.#chunks.add(chunk);
    const file = /^(?:([^:]+): )?(.+): (?:New missing|Previously missing|Missing) file chunk/s.exec(text);
    const archive = file?.[1] ?? this.#current;
    if (file?.[2] !== undefined) this.#files.add(archive === null ? file[2] : `${archive}: ${file[2]}`);
    if (archive !== null && isError) this.#archives.add(archive);
    if (isError && !SUMMARY.test(text) && this.#evidence.length < EVIDENCE_MAX) {
      this.#evidence.push((tellingLine(text) ?? '').slice(0, 500));
    }
  }

  #leave(): void {
    if (this.#current !== null) this.#analyzed.push(this.#current);
    this.#current = null;
  }
}

/** A traceback is told by its last line but Borg's own description of the machine. */
function tellingLine(text: string): string | undefined {
  const lines = text.split('\n');
  if (!text.includes('Traceback (most recent call last)')) return lines[0];
  return lines.findLast((line) => /^[A-Za-z_][\w.]*(?:Error|Exception)\b/.test(line)) ?? lines[0];
}

function first<T>(values: ReadonlySet<T>): T[] {
  return [...values].slice(0, NAMED_MAX);
}
