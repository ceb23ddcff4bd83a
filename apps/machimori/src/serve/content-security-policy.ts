/**
 * What a page of ours may load: our own files and nothing else. React Aria sets one style element,
 * which is allowed by the digest of its text alone.
 */
export const contentSecurityPolicy = (secure: boolean): Record<string, string[]> => ({
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", ...styleDigests],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
  'object-src': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  ...(secure ? { 'upgrade-insecure-requests': [] } : {}),
});

const styleDigests: readonly string[] = [];
