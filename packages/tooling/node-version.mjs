const NODE_FLOOR = [20, 19, 0];

/** Ends the program with one sentence when Node is older than BorgCube needs. */
export function requireNode() {
  const found = process.versions.node.split('.').map(Number);
  const differing = NODE_FLOOR.findIndex((part, index) => part !== found[index]);
  if (differing === -1 || found[differing] > NODE_FLOOR[differing]) return;
  console.error(`BorgCube needs Node ${NODE_FLOOR.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
