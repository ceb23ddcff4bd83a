import type { OscalBundle } from './oscal-bundle.ts';
import { writeCatalog } from './write-catalog.ts';
import { writeMappingCollection } from './write-mapping-collection.ts';
import { writePlanOfAction } from './write-plan-of-action.ts';
import { writeProfile } from './write-profile.ts';
import { writeSystemSecurityPlan } from './write-system-security-plan.ts';
import { type OscalInput, startWriting } from './writing.ts';

/** The plan of a city as five OSCAL documents that refer to each other. Pure: the same input gives the same bytes. */
export function writeOscal(input: OscalInput): OscalBundle {
  const writing = startWriting(input);
  return {
    catalog: { catalog: writeCatalog(writing) },
    'mapping-collection': { 'mapping-collection': writeMappingCollection(writing) },
    profile: { profile: writeProfile(writing) },
    'system-security-plan': { 'system-security-plan': writeSystemSecurityPlan(writing) },
    'plan-of-action-and-milestones': {
      'plan-of-action-and-milestones': writePlanOfAction(writing),
    },
  };
}
