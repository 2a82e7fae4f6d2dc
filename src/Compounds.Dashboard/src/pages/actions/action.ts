import { askJson, type Schemas, type Told } from '../../core/api';

/** The shapes of /v1/policy-actions, and the words for their codes. */
export type Action = Told<Schemas['PolicyActionBody']>;
export type Head = Told<Schemas['PolicyActionHead']>;
export type ForecastLine = Told<Schemas['ForecastLineBody']>;
export type Finding = Told<Schemas['DoNoHarmFinding']>;
export type Suggested = Told<Schemas['SuggestedCase']>;
export type Check = Told<Schemas['PolicyCheck']>;
export type Reweighting = Told<Schemas['PolicyReweightingBody']>;
export type Stage = Schemas['PolicyActionStage'];

export const stages: Stage[] = ['draft', 'simulated', 'proposed', 'approved', 'carriedOut', 'reviewed', 'withdrawn'];

export const stageNames: Record<Stage, string> = {
  unwritten: 'Draft', draft: 'Draft', simulated: 'Simulated', proposed: 'Proposed', approved: 'Approved', carriedOut: 'Carried out', reviewed: 'Reviewed', withdrawn: 'Withdrawn',
};

export const waitingNames: Record<string, string> = { approve: 'waits for your approval', signOff: 'waits for somebody who answers for a harm', consent: 'waits for the consent of your agency' };

export const pathOf = (id: string, part = ''): string => `/v1/policy-actions/${encodeURIComponent(id)}${part}`;

export const readAction = (id: string, signal?: AbortSignal): Promise<Action> => askJson<Action>(pathOf(id), { signal });

/** A sentence of the server with names in place of the ids of subjects. */
export const named = (sentence: string, nameOf: (id: string) => string | undefined): string =>
  sentence.replace(/\b(?:compound|crossing|infrastructure|operator):[a-z0-9-]+/g, (id) => nameOf(id) ?? id);
