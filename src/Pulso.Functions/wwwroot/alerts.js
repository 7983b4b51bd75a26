// Open alerts: who sees to them, and since when they have been there.

export function alerts() {
  return null;
}
