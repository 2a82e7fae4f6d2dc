import type { Schemas, Told } from './api';

/** The words and the order of the ledger of a simulation, wherever one is shown. */
export type Spread = Told<Schemas['Spread']>;

export const lineNames: Record<string, string> = {
  captiveExposure: 'Captives without power or water', captiveTransit: 'Captives being moved', civilPower: 'Civilians without power', civilTelecom: 'Civilians without telecom',
  waterBelowMinimum: 'Civilians below 15 litres of water a day', waterBelowSurvival: 'Civilians below 7.5 litres of water a day', hospitalCritical: 'Hospitals below life-critical power',
  oxygenPlantDown: 'Oxygen plants standing still', fuelStress: 'Civilians who ask for fuel and get none', fuelPriceStress: 'Civilians under fuel prices', lostWorkerHours: 'Scam worker-hours lost',
  unservedEnergy: 'Energy not served', fuelBurnt: 'Fuel burnt', generatorHours: 'Generator hours',
};

export const unitNames: Record<string, string> = { 'captive-h': 'captive-hours', 'person-h': 'person-hours', 'hospital-h': 'hospital-hours', 'plant-h': 'plant-hours', 'user-h': 'user-hours', h: 'hours', L: 'litres' };

const figures = ['unservedEnergy', 'fuelBurnt', 'generatorHours'];

/** Harm to captives stands first, then civil harm, then the effect, then mere figures. */
export function groupsOf<L extends { line: string; isHarm: boolean }>(lines: readonly L[]): { name: string; lines: L[] }[] {
  const isCaptive = (line: L) => line.line.startsWith('captive');
  return [
    { name: 'Captives', lines: lines.filter(isCaptive) },
    { name: 'Civilians', lines: lines.filter((line) => !isCaptive(line) && line.isHarm) },
    { name: 'Effect', lines: lines.filter((line) => !line.isHarm && !figures.includes(line.line)) },
    { name: 'Figures of the run', lines: lines.filter((line) => figures.includes(line.line)) },
  ].filter((group) => group.lines.length > 0);
}
