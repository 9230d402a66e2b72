/** Ends the session and loads the sign-in page afresh, so that nothing of the session stays in memory. */
export async function signOut(): Promise<void> {
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  location.assign('/sign-in');
}
