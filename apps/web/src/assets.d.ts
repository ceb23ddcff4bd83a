// What Vite makes of a style sheet: an asset with a hashed name, linked from the page.
declare module '*.css';

interface ImportMeta {
  readonly env: { readonly DEV: boolean };
}
