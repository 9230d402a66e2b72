/** Cuts a long path in its middle and keeps the file name: `/var/vmail/…/1763948112.mail01`. */
export function cutMiddle(path: string, most: number): string {
  if (path.length <= most) return path;
  const slash = path.lastIndexOf('/');
  const name = slash > 0 ? path.slice(slash) : path.slice(-Math.floor(most / 2));
  if (name.length >= most - 2) return `…${name.slice(-(most - 1))}`;
  return `${path.slice(0, most - name.length - 1)}…${name}`;
}
