/** The circles of a graph (node → neighbours), each once, by Tarjan's strongly connected components. */
export function findCircles(graph) {
  const order = new Map();
  const low = new Map();
  const stack = [];
  const onStack = new Set();
  const circles = [];

  const connect = (node) => {
    order.set(node, order.size);
    low.set(node, order.get(node));
    stack.push(node);
    onStack.add(node);
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue;
      if (!order.has(next)) {
        connect(next);
        low.set(node, Math.min(low.get(node), low.get(next)));
      } else if (onStack.has(next)) {
        low.set(node, Math.min(low.get(node), order.get(next)));
      }
    }
    if (low.get(node) !== order.get(node)) return;
    const members = stack.splice(stack.indexOf(node));
    for (const member of members) onStack.delete(member);
    const isCircle = members.length > 1 || (graph.get(node) ?? []).includes(node);
    if (isCircle) circles.push(members);
  };

  for (const node of graph.keys()) if (!order.has(node)) connect(node);
  return circles;
}
