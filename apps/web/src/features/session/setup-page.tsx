export function SetupPage() {
  return <p>setup</p>;
}
