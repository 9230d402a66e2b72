// Runs before the first paint and stands in a file of its own because the CSP forbids inline scripts.
(() => {
  let stored = null;
  try {
    stored = localStorage.getItem('borgcube-color-scheme');
  } catch {
    // Storage may be blocked; the system's scheme is used then.
  }
  const dark =
    stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const root = document.documentElement;
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  root.style.colorScheme = dark ? 'dark' : 'light';
})();
