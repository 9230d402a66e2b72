import { readFileSync, readlinkSync } from 'node:fs';

/** What proves, later and from another process, that a pid still is the process that was started. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly processGroup: number;
  /** Field 22 of `/proc/<pid>/stat`, in clock ticks since boot. */
  readonly startTime: string;
  readonly bootId: string;
  /** Inode of `/proc/self/ns/pid`: the same number means the same process in no other namespace. */
  readonly pidNamespace: string;
}

/** `unprovable`: the pid belongs to another PID namespace of this boot, which cannot be looked into from here. */
export type ProcessFate = 'alive' | 'gone' | 'unprovable';

export interface ProcessStat {
  readonly state: string;
  readonly processGroup: number;
  readonly session: number;
  readonly startTime: string;
}

/** Null when there is no such process (`proc(5)`: the name in field 2 may hold spaces and brackets). */
export function readProcessStat(pid: number): ProcessStat | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return {
    state: fields[0] ?? '',
    processGroup: Number(fields[2]),
    session: Number(fields[3]),
    startTime: fields[19] ?? '',
  };
}

export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
}

export function pidNamespace(): string {
  return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '';
}

/** Throws when the process is gone already. */
export function identifyProcess(pid: number): ProcessIdentity {
  const stat = readProcessStat(pid);
  if (!stat) throw new Error(`There is no process ${pid}.`);
  return {
    pid,
    processGroup: stat.processGroup,
    startTime: stat.startTime,
    bootId: bootId(),
    pidNamespace: pidNamespace(),
  };
}

/** A process of an earlier boot is gone; a zombie counts as gone. */
export function processFate(identity: ProcessIdentity): ProcessFate {
  if (identity.bootId !== bootId()) return 'gone';
  if (identity.pidNamespace !== pidNamespace()) return 'unprovable';
  const stat = readProcessStat(identity.pid);
  return stat && stat.startTime === identity.startTime && !isDead(stat) ? 'alive' : 'gone';
}

export function isAlive(identity: ProcessIdentity): boolean {
  return processFate(identity) === 'alive';
}

export function isDead(stat: ProcessStat): boolean {
  return stat.state === 'Z' || stat.state === 'X';
}
