/** What one tab keeps over a reload, and forgets at signing out. Without storage all of it lasts as long as the page. */
export function readTab<T>(name: string): T | null {
  try { return JSON.parse(sessionStorage.getItem(name) ?? 'null') as T | null; } catch { return null; }
}

/** Keeps a value; null takes it out. */
export function writeTab(name: string, value: unknown): void {
  try { if (value === null) sessionStorage.removeItem(name); else sessionStorage.setItem(name, JSON.stringify(value)); } catch { /* Nothing is kept then. */ }
}

export function forgetTab(): void {
  try { sessionStorage.clear(); } catch { /* Nothing was kept. */ }
}
