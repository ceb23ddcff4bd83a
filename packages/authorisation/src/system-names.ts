/** The parts of the program that act by themselves, as the log names them. */
export const systemNames = ['command-line', 'worker', 'sequencer', 'start'] as const;
export type SystemName = (typeof systemNames)[number];
