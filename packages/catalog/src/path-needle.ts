import { foldName } from './name-block.ts';
import type { NodePaths } from './node-path.ts';

interface Step {
  readonly text: Buffer;
  /** A name must begin, and must end, with it: only the first step may begin, and the last one end, inside of a name. */
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

/** What is looked for: `www/logs/acc` is a name that ends in `www`, in it `logs`, and in that one that begins with `acc`. */
export class PathNeedle {
  readonly steps: readonly Step[];

  /** With a slash in front a name must begin with it; with one at the end it is a folder. */
  constructor(text: string) {
    const texts = text.split('/').map(foldName);
    const isFolder = texts.length > 1 && texts.at(-1)?.length === 0;
    if (isFolder) texts.pop();
    this.steps = texts.map((step, index) => ({
      text: step,
      isStart: index > 0,
      isEnd: index < texts.length - 1 || isFolder,
    }));
  }

  /** Nodes that the needle ends at, given one whose name holds the step's text. */
  *under(paths: NodePaths, node: number, at: number): Generator<number> {
    if (this.steps.length === 1 && !this.steps[0]?.isEnd) yield node;
    else if (this.#fitsUp(paths, node, at)) yield* this.#down(paths, node, at + 1);
  }

  #fitsUp(paths: NodePaths, node: number, at: number): boolean {
    let current: number | null = node;
    for (let index = at; index >= 0; index -= 1) {
      const wanted = this.steps[index];
      const here: ReturnType<NodePaths['stepOf']> = current === null ? null : paths.stepOf(current);
      // What lies in the root has nothing in front of its slash.
      if (!here || !wanted) return index === 0 && wanted?.text.length === 0;
      if (!fits(here.name, wanted)) return false;
      current = here.parent;
    }
    return true;
  }

  *#down(paths: NodePaths, node: number, at: number): Generator<number> {
    const wanted = this.steps[at];
    if (!wanted) {
      yield node;
      return;
    }
    for (const child of paths.childrenOf(node)) {
      if (fits(foldName(child.name), wanted)) yield* this.#down(paths, child.id, at + 1);
    }
  }
}

function fits(name: Buffer, { text, isStart, isEnd }: Step): boolean {
  if (isStart && isEnd && text.length > 0) return name.equals(text);
  if (isStart) return name.subarray(0, text.length).equals(text);
  return !isEnd || (text.length <= name.length && name.subarray(name.length - text.length).equals(text));
}
