/** One place where the repository breaks a rule of the house. */
export interface Problem {
  readonly rule: string;
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

export function problemLine({ rule, file, line, message }: Problem): string {
  return `${file}${line === undefined ? '' : `:${line}`}  ${message}  [${rule}]`;
}
