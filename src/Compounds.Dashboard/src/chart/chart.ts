import 'uplot/dist/uPlot.min.css';
import UPlot from 'uplot';

/** A value over time with its range: the middle as a line, the range as a band. */
export type Band = { label: string; times: number[]; low: number[]; middle: number[]; high: number[]; colour: string };
type Wishes = { bands: Band[]; unit: string; isHours: boolean; height?: number };

/** Draws bands over one axis of time: hours of a scenario, or seconds of the epoch. */
export function openChart(element: HTMLElement, { bands, unit, isHours, height = 220 }: Wishes): { close: () => void } {
  const token = (name: string) => getComputedStyle(element).getPropertyValue(`--${name}`).trim();
  const times = bands[0]?.times ?? [];
  const axis = { stroke: token('fg-2'), grid: { stroke: token('line'), width: 1 }, ticks: { stroke: token('line'), width: 1 }, font: `12px ${token('font')}` };
  const plot = new UPlot({
    width: Math.max(260, element.clientWidth), height,
    scales: { x: { time: !isHours } },
    legend: { show: bands.length > 1 },
    cursor: { drag: { x: false, y: false } },
    axes: [{ ...axis, ...(isHours ? { values: (_: UPlot, hours: number[]) => hours.map((hour) => `${hour} h`) } : {}) }, { ...axis, label: unit, size: 64 }],
    series: [{}, ...bands.flatMap((band) => [
      { label: `${band.label} P10`, stroke: 'transparent', points: { show: false } },
      { label: `${band.label} P90`, stroke: 'transparent', points: { show: false } },
      { label: band.label, stroke: band.colour, width: 2, points: { show: false } },
    ])],
    bands: bands.map((band, i) => ({ series: [2 + 3 * i, 1 + 3 * i] as [number, number], fill: `${band.colour}33` })),
  }, [times, ...bands.flatMap((band) => [band.low, band.high, band.middle])], element);
  const watcher = new ResizeObserver(() => plot.setSize({ width: Math.max(260, element.clientWidth), height }));
  watcher.observe(element);
  return { close: () => { watcher.disconnect(); plot.destroy(); } };
}
