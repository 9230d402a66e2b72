import { closeSync } from 'node:fs';
import { type SshSession, startSsh } from '../connection/start-ssh.ts';
import { endProcessGroup } from '../process/end-process-group.ts';
import type { ProcessExit } from '../process/start-process.ts';
import type { CreateEvents, CreateLimits, CreateRun, SshCreateTarget } from './create-run.ts';
import { markerOf } from './ran-create.ts';
import { startBeats } from './remote-beats.ts';
import { type RemoteRun, remoteMark, remoteSignalScript } from './remote-script.ts';
import { RemoteReader, type RemoteWords } from './remote-words.ts';
import { openRpcChannel, type RpcChannel, skipUpTo, writeLine } from './rpc-channel.ts';
import { type ServedRepository, type ServeEnd, serveRepository } from './serve-repository.ts';

export interface RemoteSessionOptions {
  readonly target: SshCreateTarget;
  readonly run: CreateRun;
  readonly limits: CreateLimits;
  readonly events: CreateEvents;
  readonly remote: RemoteRun;
}

type Milestone = 'hello' | 'ready' | 'ended' | 'bye';

/** How long ssh and `borg serve` get to end by themselves once nothing is left to do. */
const LINGER_MS = 30_000;

/** The session that runs a backup on a client, from its start until nothing of it is left on this server. */
export class RemoteSession {
  readonly words: RemoteWords;
  /** Whether Borg was let go. */
  isGone = false;
  readonly #options: RemoteSessionOptions;
  readonly #reader: RemoteReader;
  readonly #reached = new Map<Milestone, PromiseWithResolvers<void>>();
  #channel: RpcChannel | null = null;
  #session: SshSession | null = null;
  #served: ServedRepository | null = null;
  #stopBeats: () => Promise<void> = async () => {};
  #cancelled: Promise<void> | null = null;
  readonly #cancel = () => {
    this.#cancelled ??= this.#endRemote();
  };

  constructor(options: RemoteSessionOptions) {
    this.#options = options;
    for (const milestone of ['hello', 'ready', 'ended', 'bye'] as const)
      this.#reached.set(milestone, withResolvers());
    this.#reader = new RemoteReader(options.remote.nonce, {
      onWord: (word) => this.#reached.get(word as Milestone)?.resolve(), // other words have no milestone
      onLine: (line) =>
        line.type === 'progress' ? options.events.onProgress?.(line.progress) : options.events.onLine?.(line),
      onOutput: (line, command) => options.events.onOutput?.(line, command),
    });
    this.words = this.#reader;
  }

  async start(script: string): Promise<void> {
    const { target, run, limits, events, remote } = this.#options;
    const channel = await openRpcChannel(target.environment);
    this.#channel = channel;
    try {
      this.#session = await startSsh(target.environment, target.transport.access, script, this.#reader.read, {
        stdin: channel.sshStdin,
        stdout: channel.sshStdout,
        marker: markerOf(run),
        ...(events.onProcess ? { onStart: events.onProcess } : {}),
      });
    } catch (error) {
      this.refuse();
      throw error;
    } finally {
      closeSync(channel.sshStdin);
      closeSync(channel.sshStdout);
    }
    this.#stopBeats = startBeats(target, remote, limits.beatMs);
    if (run.signal?.aborted) this.#cancel();
    else run.signal?.addEventListener('abort', this.#cancel, { once: true });
  }

  /** False where the session ended before. */
  async reaches(milestone: Milestone): Promise<boolean> {
    const ended = this.#session?.ended.then(
      () => false,
      () => false,
    );
    const reached = this.#reached.get(milestone)?.promise.then(() => true);
    return Promise.race([reached, ended].filter((promise) => promise !== undefined));
  }

  /** Whether the line is clear for Borg: what the login shell printed before the script is skipped. */
  async clearsLine(): Promise<boolean> {
    const channel = this.#channel;
    if (!channel) return false;
    return skipUpTo(channel.greeting, remoteMark(this.#options.remote), LINGER_MS);
  }

  /** Couples the session with `borg serve` and says the word that lets Borg go: the passphrase. */
  async letGo(): Promise<void> {
    const { target, run, events } = this.#options;
    const channel = this.#channel;
    if (!channel) return;
    if (!writeLine(channel.serveStdout, target.repository.passphrase?.reveal() ?? '')) return;
    this.isGone = true;
    this.#channel = null;
    closeSync(channel.greeting);
    try {
      this.#served = await serveRepository({
        environment: target.environment,
        repository: target.repository,
        stdin: channel.serveStdin,
        stdout: channel.serveStdout,
        marker: markerOf(run),
        onProcess: events.onProcess,
        onLine: (line) => events.onLine?.(line),
      });
    } finally {
      closeSync(channel.serveStdin);
      closeSync(channel.serveStdout);
    }
  }

  /** Without a word to go the client's script runs the command after and ends; once Borg was let go this does nothing. */
  refuse(): void {
    if (!this.#channel) return;
    const { serveStdin, serveStdout, greeting } = this.#channel;
    for (const descriptor of [serveStdin, serveStdout, greeting]) closeSync(descriptor);
    this.#channel = null;
  }

  async end(): Promise<{ ssh: ProcessExit; serve: ServeEnd | null }> {
    const session = this.#session;
    if (!session) throw new Error('The session was not started.');
    await this.reaches('bye');
    const timer = setTimeout(() => this.#endSsh(), LINGER_MS);
    const serve = this.#served?.end(LINGER_MS) ?? null;
    serve?.catch(() => {}); // awaited below, once ssh has ended
    const ssh = await session.ended.finally(() => clearTimeout(timer));
    this.#options.run.signal?.removeEventListener('abort', this.#cancel);
    await this.#cancelled;
    await this.#stopBeats();
    return { ssh, serve: await serve };
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
    const { target, remote } = this.#options;
    const script = remoteSignalScript(remote, signal);
    const session = await startSsh(target.environment, target.transport.access, script, () => {}, {
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

function settlesWithin(promise: Promise<unknown>, waitMs: number): Promise<boolean> {
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
