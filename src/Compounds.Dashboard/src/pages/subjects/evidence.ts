/** A report as evidence about one subject, as the server stores and shows it. */
export type EvidenceClaim = {
  ordinal: number; attribute: string; observedAt: string; dimension?: string; on?: string; denied?: boolean;
  category?: string; label?: string; alias?: string; entity?: { id: string; name?: string }; point?: { lat: number; lon: number; precisionKm?: number };
  quantity?: Record<string, number | string>; party?: { id: string; name?: string };
};
export type Evidence = {
  report: string; revision: number; source: string; grade: string; cites: string[]; recordedAt: string; retracted: string | null;
  handling: { tlp: string; pap: string; audience: string[] }; claims: EvidenceClaim[];
};

export const originOf = (citation: string): string => citation.replace(/^origin:/, '');

/** "buildings: at least 100 buildings". */
export function claimText(claim: EvidenceClaim, code: (text: string) => string): string {
  const what = [words(claim.attribute), claim.dimension && code(claim.dimension), claim.party && (claim.party.name ?? claim.party.id), claim.on].filter(Boolean).join(', ');
  return `${what}: ${claim.denied ? `${code('not')} ` : ''}${valueText(claim, code)}`;
}

const words = (attribute: string) => attribute.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function valueText(claim: EvidenceClaim, code: (text: string) => string): string {
  if (claim.category) return code(claim.category);
  if (claim.entity) return claim.entity.name ?? claim.entity.id;
  if (claim.point) return `${claim.point.lat} N ${claim.point.lon} E${claim.point.precisionKm ? ` ± ${claim.point.precisionKm} km` : ''}`;
  if (claim.quantity) {
    const { unit = '', value, low, high, atLeast, atMost } = claim.quantity;
    const number = value ?? (low !== undefined ? `${low}–${high}` : atLeast !== undefined && atMost !== undefined ? `${atLeast}–${atMost}` : atLeast !== undefined ? `${code('at-least')} ${atLeast}` : atMost !== undefined ? `${code('at-most')} ${atMost}` : '');
    return `${number} ${unit}`;
  }
  return claim.label ?? claim.alias ?? '';
}
