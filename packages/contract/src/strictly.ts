import { z } from 'zod';

/**
 * The same schema, refusing fields that nobody knows at every depth: a mistyped name is told instead of
 * being lost. What is loose on purpose stays so.
 */
export function strictly<Schema extends z.ZodType>(schema: Schema): Schema {
  return strict(schema) as unknown as Schema;
}

function strict(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = mapped(schema.shape as Readonly<Record<string, z.core.$ZodType>>);
    return schema.clone({
      ...schema._zod.def,
      shape,
      catchall: schema._zod.def.catchall ?? z.never(),
    });
  }
  if (schema instanceof z.ZodArray)
    return schema.clone({ ...schema._zod.def, element: strict(schema._zod.def.element) });
  if (schema instanceof z.ZodUnion)
    return schema.clone({ ...schema._zod.def, options: schema._zod.def.options.map(strict) });
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    const { def } = schema._zod;
    return schema.clone({ ...def, innerType: strict(def.innerType) } as never);
  }
  return schema;
}

const mapped = (
  shape: Readonly<Record<string, z.core.$ZodType>>,
): Readonly<Record<string, z.core.$ZodType>> =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, strict(field)]));
