import type { ReactNode } from 'react';
export default function P(): ReactNode {
  return null;
}
