import { closeSync } from 'node:fs';
import { type SshSession, startSsh } from '../connection/start-ssh.ts';
import { endProcessGroup } from '../process/end-process-group.ts';
import type { ProcessExit } from '../process/start-process.ts';
import type { CreateEvents, CreateLimits } from './create-run.ts';
import { type ClientPlace, startBeats } from './remote-beats.ts';
import { type RemoteRun, remoteMark, remoteSignalScript } from './remote-script.ts';
import { RemoteReader, type RemoteWords } from './remote-words.ts';
import { openRpcChannel, type RpcChannel, skipUpTo, writeLine } from './rpc-channel.ts';

export interface RemoteSessionOptions extends ClientPlace {
  readonly remote: RemoteRun;
  /** Stands in the environment of ssh. */
  readonly marker: string;
  /** Cancels: SIGINT, SIGTERM, SIGKILL. */
  readonly signal?: AbortSignal | undefined;
  readonly limits: Pick<CreateLimits, 'grace' | 'beatMs'>;
  readonly events: SessionEvents;
}

export type SessionEvents = Pick<CreateEvents, 'onLine' | 'onProgress' | 'onOutput' | 'onProcess'>;

/** In the order in which the script says them. */
const MILESTONES = ['hello', 'ready', 'ended', 'bye'] as const;

type Milestone = (typeof MILESTONES)[number];

/** What is coupled with the session's stdin and stdout; descriptors that their taker closes. */
export interface LineEnds {
  /** Writes to the session. */
  readonly stdout: number;
  /** Reads from it. */
  readonly stdin: number;
  /** Reads from it without waiting; while it is open the session can write, whoever else has gone. */
  readonly spare: number;
}

/** How long ssh and what is coupled with it get to end by themselves once nothing is left to do. */
export const LINGER_MS = 30_000;

/** The session that runs Borg or tar on a client, from its start until nothing of it is left on this server. */
export class RemoteSession {
  readonly words: RemoteWords;
  /** Whether Borg or tar was let go. */
  isGone = false;
  readonly #options: RemoteSessionOptions;
  readonly #reader: RemoteReader;
  readonly #reached = new Map<Milestone, PromiseWithResolvers<void>>();
  #channel: RpcChannel | null = null;
  #session: SshSession | null = null;
  #stopBeats: () => Promise<void> = async () => {};
  #cancelled: Promise<void> | null = null;
  readonly #cancel = () => {
    this.#cancelled ??= this.#endRemote();
  };

  constructor(options: RemoteSessionOptions) {
    this.#options = options;
    for (const milestone of MILESTONES) this.#reached.set(milestone, withResolvers());
    this.#reader = new RemoteReader(options.remote.nonce, {
      onWord: (word) => this.#reached.get(word as Milestone)?.resolve(), // other words have no milestone
      onLine: (line) =>
        line.type === 'progress' ? options.events.onProgress?.(line.progress) : options.events.onLine?.(line),
      onOutput: (line, command) => options.events.onOutput?.(line, command),
    });
    this.words = this.#reader;
  }

  async start(script: string): Promise<void> {
    const { environment, access, marker, signal, limits, events, remote } = this.#options;
    const channel = await openRpcChannel(environment);
    this.#channel = channel;
    try {
      this.#session = await startSsh(environment, access, script, this.#reader.read, {
        stdin: channel.sshStdin,
        stdout: channel.sshStdout,
        marker,
        ...(events.onProcess ? { onStart: events.onProcess } : {}),
      });
    } catch (error) {
      this.refuse();
      throw error;
    } finally {
      closeSync(channel.sshStdin);
      closeSync(channel.sshStdout);
    }
    this.#stopBeats = startBeats({ environment, access }, remote, limits.beatMs);
    if (signal?.aborted) this.#cancel();
    else signal?.addEventListener('abort', this.#cancel, { once: true });
  }

  /** False where the session ended before, or the script left it out: something that a command started may keep the session open. */
  async reaches(milestone: Milestone): Promise<boolean> {
    const ended = this.#session?.ended.then(
      () => false,
      () => false,
    );
    const later = MILESTONES.slice(MILESTONES.indexOf(milestone) + 1);
    const passed = later.map((one) => this.#reached.get(one)?.promise.then(() => false));
    const reached = this.#reached.get(milestone)?.promise.then(() => true);
    return Promise.race([reached, ...passed, ended].filter((promise) => promise !== undefined));
  }

  /** Whether the line is clear: what the login shell printed before the script is skipped. */
  async clearsLine(): Promise<boolean> {
    const channel = this.#channel;
    if (!channel) return false;
    return skipUpTo(channel.greeting, remoteMark(this.#options.remote), LINGER_MS);
  }

  /** Says the word that lets Borg or tar go, and hands out the line; null: nobody listens any more. */
  letGo(word: string): LineEnds | null {
    const channel = this.#channel;
    if (!channel || !writeLine(channel.serveStdout, word)) return null;
    this.isGone = true;
    this.#channel = null;
    return { stdin: channel.serveStdin, stdout: channel.serveStdout, spare: channel.greeting };
  }

  /** Ends what works on the client, as a cancel does. */
  async stop(): Promise<void> {
    this.#cancel();
    await this.#cancelled;
  }

  /** Without a word to go the client's script runs the command after and ends; once it was let go this does nothing. */
  refuse(): void {
    if (!this.#channel) return;
    const { serveStdin, serveStdout, greeting } = this.#channel;
    for (const descriptor of [serveStdin, serveStdout, greeting]) closeSync(descriptor);
    this.#channel = null;
  }

  async end(): Promise<ProcessExit> {
    const session = this.#session;
    if (!session) throw new Error('The session was not started.');
    await this.reaches('bye');
    const timer = setTimeout(() => this.#endSsh(), LINGER_MS);
    const exit = await session.ended.finally(() => clearTimeout(timer));
    this.#options.signal?.removeEventListener('abort', this.#cancel);
    await this.#cancelled;
    await this.#stopBeats();
    return exit;
  }

  /** SIGINT, SIGTERM, SIGKILL to what works on the client, each by a session of its own; then the line is cut. */
  async #endRemote(): Promise<void> {
    if (!this.words.isThere) return this.#endSsh();
    const { grace } = this.#options.limits;
    for (const [signal, waitMs] of [
      ['INT', grace.interruptMs],
      ['TERM', grace.terminateMs],
      ['KILL', LINGER_MS],
    ] as const) {
      const isSaid = await this.#signal(signal).then(
        () => true,
        () => false, // not even a session can be begun from here: what is left is to cut the line
      );
      if (!isSaid) break;
      if (await settlesWithin(this.reaches('ended'), waitMs)) return;
    }
    await this.#endSsh();
  }

  async #signal(signal: 'INT' | 'TERM' | 'KILL'): Promise<void> {
    const { environment, access, remote } = this.#options;
    const script = remoteSignalScript(remote, signal);
    const session = await startSsh(environment, access, script, () => {}, {
      stdout: 'ignore',
      signal: AbortSignal.timeout(LINGER_MS),
      grace: { interruptMs: 0, terminateMs: 1000 },
    });
    await session.ended;
  }

  async #endSsh(): Promise<void> {
    if (this.#session)
      await endProcessGroup(this.#session.process.identity, { interruptMs: 0, terminateMs: 5000 });
  }
}

export function settlesWithin(promise: Promise<unknown>, waitMs: number): Promise<boolean> {
  const { promise: late, resolve } = withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), waitMs);
  return Promise.race([promise.then(() => true), late]).finally(() => clearTimeout(timer));
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

/** Promise.withResolvers, which Node 20 does not have. */
function withResolvers<T = void>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
