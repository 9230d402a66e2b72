import { closeSync, constants, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeTemporaryFolder } from '../connection/ssh-files.ts';
import { startProcess } from '../process/start-process.ts';
import { type BorgEnvironment, plainEnviron } from '../repository/borg-environment.ts';

/** Two pipes that couple ssh with `borg serve`: the data passes through the kernel alone. Descriptors of this process. */
export interface RpcChannel {
  readonly sshStdin: number;
  readonly sshStdout: number;
  readonly serveStdin: number;
  readonly serveStdout: number;
  /** Reads what `serveStdin` would, without waiting. */
  readonly greeting: number;
}

/** Node makes no pipes that two children could share, so these are fifos whose names are gone before anyone uses them. */
export async function openRpcChannel(environment: BorgEnvironment): Promise<RpcChannel> {
  const folder = await makeTemporaryFolder(environment, 'rpc');
  try {
    const paths = [join(folder, 'down'), join(folder, 'up')] as const;
    const mkfifo = startProcess({
      command: 'mkfifo',
      args: ['-m', '600', ...paths],
      env: plainEnviron(environment),
    });
    mkfifo.stderr.resume();
    const { code } = await mkfifo.exit;
    if (code !== 0) throw new Error(`mkfifo ended with ${code}.`);
    const [sshStdin, serveStdout] = openBothEnds(paths[0]);
    const [serveStdin, sshStdout] = openBothEnds(paths[1]);
    const greeting = openSync(paths[1], constants.O_RDONLY | constants.O_NONBLOCK);
    return { sshStdin, sshStdout, serveStdin, serveStdout, greeting };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An open for both directions never waits for the other side (fifo(7)), and while it lasts the two others do not either. */
function openBothEnds(path: string): [reader: number, writer: number] {
  const both = openSync(path, constants.O_RDWR);
  try {
    return [openSync(path, constants.O_RDONLY), openSync(path, constants.O_WRONLY)];
  } finally {
    closeSync(both);
  }
}

/** False: nobody reads there any more. */
export function writeLine(descriptor: number, line: string): boolean {
  try {
    writeSync(descriptor, `${line}\n`);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return false;
    throw error;
  }
}

const LOOK_EVERY_MS = 10;

/** Skips what comes before a mark. False: it did not come in time or before the end, or something came after it. */
export async function skipUpTo(descriptor: number, mark: string, waitMs: number): Promise<boolean> {
  const wanted = Buffer.from(mark);
  const deadline = performance.now() + waitMs;
  let seen = Buffer.alloc(0);
  while (performance.now() < deadline) {
    const part = readAvailable(descriptor);
    if (part?.length === 0) return false;
    if (part) {
      seen = Buffer.concat([seen.subarray(-wanted.length), part]);
      const at = seen.indexOf(wanted);
      if (at >= 0) return at + wanted.length === seen.length;
    } else await delay(LOOK_EVERY_MS);
  }
  return false;
}

/** Reads on, for nothing, until the signal says that there is nobody left who writes. */
export async function drain(descriptor: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const part = readAvailable(descriptor);
    if (part?.length === 0) return;
    if (!part) await delay(LOOK_EVERY_MS);
  }
}

/** Null: nothing yet; empty: nothing any more. */
function readAvailable(descriptor: number): Buffer | null {
  const part = Buffer.alloc(65_536);
  try {
    return part.subarray(0, readSync(descriptor, part));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return null;
    throw error;
  }
}
