/** Bounds on what the program reads. Hostile input meets them before it costs time or memory. */
export const limits = {
  /** Bytes of a city file or a plan file. */
  cityFileBytes: 8 * 1024 * 1024,
  planFileBytes: 160 * 1024 * 1024,
  /** What a plan file may hold: twice what the plan of a city with 1,500 components and 2,000 flows does. */
  plan: { values: 10_000_000, containers: 3_000_000, fields: 200, textBytes: 64 * 1024 },
  /** Bytes of a workbook as it lies on disk, and of all its entries inflated. */
  workbookBytes: 16 * 1024 * 1024,
  workbookInflatedBytes: 96 * 1024 * 1024,
  workbookEntries: 2_000,
  /** Bytes of all XML parts of a workbook together: they are held as text while they are read. */
  workbookXmlBytes: 16 * 1024 * 1024,
  /** What a workbook may cost a reader that builds all of it: XML elements, signs written as entities, bytes of one tag, places in the rectangles that hold its cells. */
  workbookElements: 400_000,
  workbookEntities: 100_000,
  workbookTagBytes: 4_000,
  workbookSlots: 1_500_000,
  /** Characters of a file with rating criteria; the default has under a third of it. */
  criteriaCharacters: 32 * 1024,
  /** Depth of nesting in YAML or JSON. */
  depth: 32,
  /** Organisations, contracts, components and flows that one plan is made for: half as much again as in the largest city measured. */
  plannedPlaces: 6_000,
  /** Elements of one kind in a city. */
  elements: 20_000,
  /** Diagnostics shown at once. */
  diagnostics: 200,
} as const;
