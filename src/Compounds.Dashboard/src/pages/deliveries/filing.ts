import { Problem, problemOf, send, type Schemas } from '../../core/api';

export type Receipt = Schemas['ReceiptBody'];
/** The last line: whether the answer came to its end, or what broke it off. */
type End = { end: 'complete' | 'interrupted'; problem?: Schemas['ProblemDetails'] };

/** Sends a table and hands over each receipt as it comes, so that a long one shows how far it is. */
export async function sendTable(path: string, name: string, table: string, onReceipt: (receipt: Receipt) => void, signal?: AbortSignal): Promise<void> {
  const response = await send(path, { method: 'POST', body: table, headers: { 'Content-Type': 'text/csv', 'X-File-Name': encodeURIComponent(name) }, signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let isComplete = false;
  const take = (line: Receipt | End) => {
    if (!('end' in line)) onReceipt(line);
    else if (line.end === 'complete') isComplete = true;
    else throw problemOf(line.problem?.status ?? 503, line.problem);
  };
  for (;;) {
    const { done, value } = await reader.read();
    rest += value ?? '';
    const lines = rest.split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (line) take(JSON.parse(line) as Receipt | End);
    if (done) break;
  }
  if (!isComplete) throw new Problem(0, 'offline', 'offline', '');
}

export const count = (receipts: readonly Receipt[], ...outcomes: string[]): number => receipts.filter((receipt) => outcomes.includes(receipt.outcome)).length;
