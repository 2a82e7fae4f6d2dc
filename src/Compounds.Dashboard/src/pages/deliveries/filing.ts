import { send, type Schemas } from '../../core/api';

export type Receipt = Schemas['ReceiptBody'];

/** Sends a table and hands over each receipt as it comes, so that a long one shows how far it is. */
export async function sendTable(path: string, name: string, table: string, onReceipt: (receipt: Receipt) => void, signal?: AbortSignal): Promise<void> {
  const response = await send(path, { method: 'POST', body: table, headers: { 'Content-Type': 'text/csv', 'X-File-Name': encodeURIComponent(name) }, signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    rest += value ?? '';
    const lines = rest.split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (line) onReceipt(JSON.parse(line) as Receipt);
    if (done) break;
  }
  if (rest) onReceipt(JSON.parse(rest) as Receipt);
}

export const count = (receipts: readonly Receipt[], ...outcomes: string[]): number => receipts.filter((receipt) => outcomes.includes(receipt.outcome)).length;
