import { planCity } from '@machimori/planning';
import { largeInput } from './large-plan.ts';

/** One run of the planner on the large city, or on one so many times as large, in a process of its own; prints its figures as JSON. */
const input = largeInput(Number(process.argv[2] ?? 1));
const before = process.resourceUsage().maxRSS;
// Beside the clock, what its thread computed: the wait for a busy machine is not in it.
const cpu = process.threadCpuUsage();
const start = performance.now();
const plan = planCity(input);
const ms = performance.now() - start;
const { user, system } = process.threadCpuUsage(cpu);
const cpuMs = (user + system) / 1000;
const peak = process.resourceUsage().maxRSS;
console.log(
  JSON.stringify({ ms, cpuMs, peakMb: peak / 1024, beforeMb: before / 1024, counts: plan.counts }),
);
