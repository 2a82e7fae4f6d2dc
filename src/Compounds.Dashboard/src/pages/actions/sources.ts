import { askJson, Problem, type Schemas } from '../../core/api';
import { wireOf } from '../deliveries/wire';

/** One numbered source of a briefing; hidden when this reader may not see the report. */
export type Source = { report: string; grade: string; tlp: string; pap: string; writtenAt: string | null; title: string } | null;

/** Reads a report for the list of sources, through the reader's own eyes. */
export async function readSource(report: string, signal?: AbortSignal): Promise<Source> {
  const [agency, ...id] = report.split('/');
  if (!agency || id.length === 0) return null;
  try {
    const body = await askJson<Schemas['ReportBody']>(`/v1/reports/${encodeURIComponent(agency)}/${id.map(encodeURIComponent).join('/')}`, { signal });
    const told = wireOf(body.report);
    return { report, grade: told.grade ?? '–', tlp: told.handling?.tlp ?? 'AMBER+STRICT', pap: told.handling?.pap ?? '', writtenAt: told.writtenAt ?? null, title: told.links?.[0]?.title ?? '' };
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 404) return null;
    throw failure;
  }
}
