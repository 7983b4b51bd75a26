// Noting what happened, by who holds an admin key.

export function annotate() {
  return null;
}
