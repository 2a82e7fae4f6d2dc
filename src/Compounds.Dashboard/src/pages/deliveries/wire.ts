/** A report in the form it is pushed and shown in. */
export type WireSubject = string | { id?: string; kind?: string; name?: string; place?: string };
export type WireClaim = { subject: WireSubject; attribute: string; value: unknown; dimension?: string; unit?: string; denied?: boolean; observedAt?: string; on?: string };
export type WireReport = {
  report: string; agency: string; revision?: number; writtenAt: string; grade?: string; narrative?: string; language?: string; cites?: string[];
  handling?: { tlp: string; pap?: string; audience?: string[] }; links?: { title: string; url?: string; publisher?: string; publishedOn?: string }[]; claims: WireClaim[];
};

// The document of the API describes a report by the shape it comes in with; what is shown has it too.
export const wireOf = (report: unknown): WireReport => report as WireReport;

export const subjectId = (subject: WireSubject): string | null => (typeof subject === 'string' ? subject : subject.id ?? null);
export const subjectName = (subject: WireSubject): string => (typeof subject === 'string' ? subject : subject.name ?? subject.id ?? '');

export function valueText(claim: WireClaim): string {
  const { value } = claim;
  if (typeof value !== 'object' || value === null) return `${String(value)}${claim.unit ? ` ${claim.unit}` : ''}`;
  const parts = value as Record<string, unknown>;
  if ('name' in parts || 'id' in parts) return subjectName(value as WireSubject);
  if ('lat' in parts) return `${parts.lat} N ${parts.lon} E ± ${parts.precisionKm} km`;
  const { low, high, atLeast, atMost, value: point } = parts;
  const number = low !== undefined ? `${low}–${high}` : atLeast !== undefined ? `≥ ${atLeast}` : atMost !== undefined ? `≤ ${atMost}` : point;
  return `${number}${claim.unit ? ` ${claim.unit}` : ''}`;
}
