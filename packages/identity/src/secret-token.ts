export { digestMatches, hashOf, newToken } from '@machimori/application';
