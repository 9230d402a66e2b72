export interface UnitOptions {
  readonly node: string;
  /** The program that is started: `borgcube.mjs`. */
  readonly program: string;
  readonly dataDir: string;
  /** Default: root. */
  readonly user?: string | undefined;
}

/** What a restore of somebody's files, and reading all of them, takes from root's powers. */
const ROOT_CAPABILITIES =
  'CAP_DAC_READ_SEARCH CAP_DAC_OVERRIDE CAP_CHOWN CAP_FOWNER CAP_FSETID CAP_SETFCAP CAP_SETUID CAP_SETGID CAP_MKNOD CAP_KILL CAP_NET_BIND_SERVICE';

/** A systemd unit that takes away what BorgCube never needs. */
export function unitFile({ node, program, dataDir, user }: UnitOptions): string {
  return `# Made by: borgcube systemd${user === undefined ? '' : ` --user ${user}`}
[Unit]
Description=BorgCube backup server
Wants=network-online.target
After=network-online.target postgresql.service

[Service]
Type=exec
ExecStart=${quoted(node)} ${quoted(program)} serve
WorkingDirectory=${escaped(dataDir)}
Environment=${quoted(`BORGCUBE_DATA_DIR=${dataDir}`)}
${who(user)}
UMask=0077
Restart=on-failure
RestartSec=5
# SIGTERM for the server, which gives its jobs 30 s to end; what is left after a minute is killed.
KillMode=mixed
TimeoutStopSec=60
# A Borg that takes too much memory fails its job, and leaves the server alone.
OOMPolicy=continue
LimitNOFILE=65536

# Read-only are only the programs: repositories, and files that are restored, may lie anywhere else.
ProtectSystem=true
NoNewPrivileges=true
ProtectKernelTunables=true
ProtectKernelModules=true
ProtectKernelLogs=true
ProtectControlGroups=true
ProtectClock=true
ProtectHostname=true
RestrictNamespaces=true
RestrictRealtime=true
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
LockPersonality=true
SystemCallArchitectures=native
# Not set, on purpose: ProtectHome, PrivateTmp and PrivateDevices would hide files from the backup of this machine,
# RestrictSUIDSGID would keep a restore from giving programs their mode, MemoryDenyWriteExecute stops Node.

[Install]
WantedBy=multi-user.target
`;
}

function who(user: string | undefined): string {
  if (user === undefined) {
    return `# Runs as root: transport "local" reads every file of this machine, and a restore gives files their owners.
# For a server that only serves other machines: borgcube systemd --user <name>
CapabilityBoundingSet=${ROOT_CAPABILITIES}`;
  }
  return `# No root: it may read every file of this machine (transport "local"), and change only what this user may.
# Without backups of this very machine the two lines of capabilities can go.
User=${escaped(user)}
AmbientCapabilities=CAP_DAC_READ_SEARCH
CapabilityBoundingSet=CAP_DAC_READ_SEARCH`;
}

/** systemd reads % as the start of a specifier. */
function escaped(text: string): string {
  return text.replaceAll('%', '%%');
}

function quoted(text: string): string {
  const safe = escaped(text).replaceAll('$', '$$$$').replace(/["\\]/g, '\\$&');
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(safe) ? safe : `"${safe}"`;
}
