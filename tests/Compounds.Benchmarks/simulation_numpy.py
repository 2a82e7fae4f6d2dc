#!/usr/bin/env python3
"""The peer of the vector engine in numpy: the same algorithm on the same network, samples side by side.

    dotnet run -c Release -- simulation dump network.json
    python3 simulation_numpy.py network.json [samples]

Every sample is the middle of all unknowns, so that the totals printed can be compared with those of the benchmark.
It knows the features that the benchmark's network uses and no others.
"""
import json
import math
import sys
import time

import numpy as np

HOURS, IDLE, SLOPE, TIE = 720, 0.0209, 0.2493, 1e-6
SUN = np.array([0, 0, 0, 0, 0, 0, .05, .2, .4, .6, .75, .85, .9, .85, .75, .6, .4, .2, .05, 0, 0, 0, 0, 0])
SUN = (SUN * 4.2 / SUN.sum()).astype(np.float32)
CLASS = dict(Village=1, Compound=2)
F = np.float32


def middle(value):
    if isinstance(value, dict):
        return value["lognormal"]["median"]
    return value


class Kind:
    """One kind of flow: conduits as arrays in the order of flow, consumer edges sorted by the row they add to."""

    def __init__(self, doc, kind, index, classes, width):
        nodes, edges = doc["nodes"], [e for e in doc["edges"] if e["kind"] == kind]
        tails = {index[e["from"]] for e in edges}
        self.conduits = []
        parent = {index[e["to"]]: e for e in edges if index[e["to"]] in tails}
        depth = lambda v: 0 if v not in parent else 1 + depth(index[parent[v]["from"]])
        self.conduits = sorted(tails, key=lambda v: (depth(v), v))
        self.place = {v: i for i, v in enumerate(self.conduits)}
        n = len(self.conduits)
        self.full = np.array([nodes[v].get("capacity", math.inf) for v in self.conduits], F)[:, None]
        self.keep = np.array([1 - parent[v].get("loss", 0) if v in parent else 1 for v in self.conduits], F)[:, None]
        self.up_of = np.array([self.place[index[parent[v]["from"]]] if v in parent else -1 for v in self.conduits])
        self.levels = [np.array([i for i, v in enumerate(self.conduits) if depth(v) == d]) for d in range(1 + max(map(depth, self.conduits)))]
        self.passes = []
        for rank in sorted({e.get("rank", 1) for e in edges}):
            rows = [e for e in edges if index[e["to"]] not in tails and e.get("rank", 1) == rank and e.get("exists", 1) >= 0.5]
            key = np.array([self.place[index[e["from"]]] * 3 + classes[index[e["to"]]] for e in rows])
            order = np.argsort(key, kind="stable")
            rows, key = [rows[i] for i in order], key[order]
            self.passes.append(dict(
                to=np.array([index[e["to"]] for e in rows]), key=key,
                cut=np.array([e.get("capacity", math.inf) for e in rows], F)[:, None],
                delay=np.array([e.get("delay", 0) for e in rows], F)[:, None],
                starts=np.flatnonzero(np.r_[True, key[1:] != key[:-1]]), rank=rank))
        self.n, self.width = n, width
        self.clock = np.zeros((len(nodes), width), F)

    def allocate(self, request, capacity):
        grant = np.zeros_like(request)
        first = None
        used = np.zeros((self.n, self.width), F)
        for p in self.passes:
            if p["rank"] > 1 and first is None:
                first = grant.copy()
            want = request[p["to"]] - grant[p["to"]]
            want = np.where(want <= request[p["to"]] * 2e-6, F(0), np.minimum(want, p["cut"]))
            if p["rank"] > 1:
                want = np.where(self.clock[p["to"]] >= p["delay"], want, F(0))
                if not want.any():
                    continue
            asked = np.zeros((self.n * 3, self.width), F)
            asked[p["key"][p["starts"]]] = np.add.reduceat(want, p["starts"], axis=0)
            asked = asked.reshape(self.n, 3, self.width)
            limited = np.empty_like(asked)
            for level in reversed(self.levels):
                left = np.maximum(capacity[level] - used[level], 0)
                for c in range(3):
                    limited[level, c] = np.minimum(asked[level, c], np.maximum(left, 0))
                    left = left - limited[level, c]
                if self.up_of[level[0]] >= 0:
                    limited[level] /= self.keep[level][:, None]
                    np.add.at(asked, self.up_of[level], limited[level])
            share = np.empty_like(asked)
            for level in self.levels:
                if self.up_of[level[0]] < 0:
                    available = limited[level]
                else:
                    available = share[self.up_of[level]] * limited[level] * self.keep[level][:, None]
                a = asked[level]
                with np.errstate(divide="ignore", invalid="ignore"):
                    share[level] = np.where(a > 1e-9, np.where(available >= a * F(1 - 2e-6), F(1), available / a), F(0))
                used[level] += (share[level] * a).sum(axis=1)
            grant[p["to"]] += share.reshape(self.n * 3, self.width)[p["key"]] * want
        self.first = grant if first is None else first
        return grant

    def count(self, request):
        self.clock = np.where(request > 1e-9, np.where(self.first < F(0.999) * request, self.clock + 1, F(0)), self.clock)


def simulate(doc, width):
    nodes = doc["nodes"]
    index = {v["id"]: i for i, v in enumerate(nodes)}
    classes = [CLASS.get(v["type"], 0) for v in nodes]
    types = np.array([v["type"] for v in nodes])
    col = lambda name, default=0: np.array([middle(v.get(name, default)) for v in nodes], F)[:, None] * np.ones((1, width), F)
    load, sun, generator, fuel, tank = col("load"), col("solar"), col("generator"), col("fuel"), col("tank")
    delay, telecom, water, battery, power = col("generatorDelay"), col("telecom"), col("water"), col("battery"), col("batteryPower")
    people, heads, captives = col("population"), col("headcount"), col("captives")
    site = types == "Compound"
    power[site] = battery[site] * F(0.5)
    essential = np.where(site[:, None], F(middle_triangular(.15, .30, .60)), F(1))
    eff, energy = F(0.95), battery.copy()
    towers, works, hospitals = np.flatnonzero(types == "Tower"), np.flatnonzero(types == "Waterworks"), np.flatnonzero(types == "Hospital")
    gated = np.r_[towers, works]
    civil = np.flatnonzero((np.array(classes) < 2) & (tank[:, 0] > 0))
    kinds = {k: Kind(doc, k, index, classes, width) for k in ("Power", "Telecom", "Fuel", "Water")}
    feeders = sorted(v["id"] for v in nodes if v["type"] == "Feeder")
    cut = [kinds["Power"].place[index[f]] for i, f in enumerate(feeders) if i % 3 == 0 and index[f] in kinds["Power"].place]
    up, down = np.ones((len(nodes), width), bool), np.zeros((len(nodes), width), F)
    reservoir, clock = col("waterStorage"), np.zeros((len(nodes), width), F)
    size = reservoir.copy()
    totals = dict.fromkeys(("LostWorkerHours", "CivilPower", "CivilTelecom", "WaterBelowMinimum", "HospitalCritical", "CaptiveExposure", "FuelStress", "UnservedEnergy", "FuelBurnt", "GeneratorHours"), 0.0)
    ban = middle_triangular(.6, .8, .95)

    def capacity(kind, hour):
        k = kinds[kind]
        full = np.broadcast_to(k.full, (k.n, width)).copy()
        if kind == "Power" and hour >= 24:
            full[cut] = 0
        if kind == "Fuel" and hour >= 48:
            x = [k.place[i] for i in np.flatnonzero(types == "Crossing")]
            full[x] *= F(1 - ban)
        return np.where(up[k.conduits], full, F(0))

    def generate(need):
        share = np.maximum(0, 1 - np.maximum(0, delay - clock))
        limit = (fuel - F(IDLE) * generator * share) / F(SLOPE)
        out = np.maximum(0, np.minimum(np.minimum(generator, need) * share, limit))
        return np.where(out > 1e-6, out, F(0)), share

    for hour in range(HOURS):
        shine = sun * SUN[hour % 24]
        ask = np.maximum(0, load + np.minimum(power, np.maximum(0, (battery - energy) / eff)) - shine)
        grid = kinds["Power"].allocate(ask, capacity("Power", hour))
        direct = grid + shine
        need = load - np.minimum(load, direct)
        need = np.where(need <= load * F(4e-6), F(0), need)
        out, share = generate(need)
        given = np.minimum(need - out, np.minimum(power, energy * eff))
        with np.errstate(divide="ignore", invalid="ignore"):
            missing = np.where(load > 0, (need - out - given) / load, F(0))
        missing[missing < 4e-6] = 0
        fit = (1 - missing[gated]) + F(TIE) >= F(0.5)
        fit[len(towers):] |= reservoir[works] >= 1
        up[gated] = fit & (up[gated] | (down[gated] >= 1))
        tel = kinds["Telecom"].allocate(telecom, capacity("Telecom", hour))
        wat = kinds["Water"].allocate(water, capacity("Water", hour))
        refuel = np.maximum(0, tank - fuel)
        delivered = kinds["Fuel"].allocate(refuel, capacity("Fuel", hour))
        kinds["Power"].count(ask)
        kinds["Telecom"].count(telecom)
        runs = out > 0
        burnt = np.where(runs, F(IDLE) * generator * share + F(SLOPE) * out, F(0))
        clock = np.where(need > 0, clock + 1, F(0))
        fuel = np.minimum(tank, np.maximum(0, fuel - burnt) + delivered)
        energy = np.minimum(battery, np.maximum(0, energy - given / eff) + np.minimum(np.maximum(0, direct - load), power) * eff)
        with np.errstate(divide="ignore", invalid="ignore"):
            telshort = np.where(telecom > 0, 1 - np.minimum(1, tel / telecom), F(0))
            watshort = np.where(water > 0, 1 - np.minimum(1, wat / water), F(0))
            stress = np.where(refuel[civil] > 1e-9, 1 - np.minimum(1, delivered[civil] / refuel[civil]), F(0))
        work = np.minimum(1, np.minimum((1 - missing[site]) / essential[site], (1 - telshort[site]) / F(0.3)))
        short = (1 - missing[works]) + F(TIE) < F(0.5)
        reservoir[works] = np.where(short, np.maximum(0, reservoir[works] - 1), np.minimum(size[works], reservoir[works] + 1))
        down = np.where(up, F(0), down + 1)
        totals["LostWorkerHours"] += (heads[site] * (1 - work)).sum(axis=0, dtype=np.float64)
        totals["CivilPower"] += (people * missing).sum(axis=0, dtype=np.float64)
        totals["CivilTelecom"] += (people * telshort).sum(axis=0, dtype=np.float64)
        totals["WaterBelowMinimum"] += (people * watshort).sum(axis=0, dtype=np.float64)
        totals["HospitalCritical"] += ((1 - missing[hospitals]) + F(TIE) < F(0.4)).sum(axis=0)
        totals["CaptiveExposure"] += (captives * ((missing > 0.8) | (watshort > 0.5))).sum(axis=0, dtype=np.float64)
        totals["FuelStress"] += stress.sum(axis=0, dtype=np.float64)
        totals["UnservedEnergy"] += (load * missing).sum(axis=0, dtype=np.float64)
        totals["FuelBurnt"] += burnt.sum(axis=0, dtype=np.float64)
        totals["GeneratorHours"] += np.where(runs, share, 0).sum(axis=0, dtype=np.float64)
    return totals


def middle_triangular(low, mode, high):
    split = (mode - low) / (high - low)
    return low + math.sqrt(.5 * (high - low) * (mode - low)) if .5 < split else high - math.sqrt(.5 * (high - low) * (high - mode))


def main():
    doc = json.load(open(sys.argv[1], encoding="utf-8"))
    width = int(sys.argv[2]) if len(sys.argv) > 2 else 256
    wall, cpu = time.perf_counter(), time.process_time()
    totals = simulate(doc, width)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    work = width * len(doc["nodes"]) * HOURS / 1e6
    for line, value in totals.items():
        print(f"  middle sample, {line}: {value[0]:.3f}")
    print(f"numpy, {width} samples, 1 thread: {work / wall:.0f} M node-hours/s by the wall clock, {work / cpu:.0f} by processor time ({wall:.1f} and {cpu:.1f} s)")


if __name__ == "__main__":
    main()
