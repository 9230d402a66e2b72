import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { bootId, pidNamespace } from './process-identity.ts';

/**
 * `BORG_HOST_ID` of this PID namespace: machine id, boot id and the inode of `/proc/self/ns/pid`.
 * Two Borgs that share one in two namespaces would take each other's live locks for stale ones.
 */
export function borgHostId(): string {
  return `${machineId()}_${bootId()}_${pidNamespace()}`;
}

export type HostIdOrigin = 'this-namespace' | 'earlier-boot' | 'other-namespace' | 'foreign';

/** Whose host id a lock names: of an earlier boot of this machine its processes are gone for certain. */
export function originOfHostId(hostId: string): HostIdOrigin {
  const [machine, boot, namespace] = hostId.split('_');
  if (machine !== machineId()) return 'foreign';
  if (boot !== bootId()) return 'earlier-boot';
  return namespace === pidNamespace() ? 'this-namespace' : 'other-namespace';
}

function machineId(): string {
  for (const path of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
    try {
      const id = readFileSync(path, 'latin1').trim();
      if (/^[0-9a-f]{32}$/.test(id)) return id;
    } catch {
      // Minimal containers have none.
    }
  }
  return hostname().replace(/[^A-Za-z0-9-]/g, '-');
}
