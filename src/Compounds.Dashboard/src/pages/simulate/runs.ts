type Heard = Record<string, number>;

/** Follows a run on the server until it ends or the answer is called: the counts as they come, then that it ended. */
export function followRun(path: string, tell: (counts: Heard) => void, onEnd: () => void): () => void {
  const source = new EventSource(`${path}/progress`);
  source.addEventListener('progress', (event) => tell(JSON.parse(event.data as string) as Heard));
  for (const end of ['completed', 'cancelled', 'failed', 'sensitivity']) {
    source.addEventListener(end, () => {
      if (end !== 'completed') source.close();
      onEnd();
    });
  }
  return () => source.close();
}
