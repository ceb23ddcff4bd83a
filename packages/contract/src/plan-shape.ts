import { categories, views } from '@machimori/kernel';
import { z } from 'zod';
import { words } from './fields.ts';

/** Shapes that answers about the plan share. */
export const named = z.object({ key: z.string(), name: words });
export const riskLevel = z.enum(['low', 'medium', 'high', 'very-high']).meta({ id: 'RiskLevel' });
export const dutyState = z.enum(['agreed', 'in-house', 'presumed', 'gap', 'overlap']);
export const checkGroup = z.enum([...categories, ...views]);
export const planList = z.enum(['findings', 'scenarios', 'requirements', 'lines']);
