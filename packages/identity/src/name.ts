export { readName } from '@machimori/kernel';
