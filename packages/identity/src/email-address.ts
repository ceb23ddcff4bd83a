export { type EmailAddress, readEmailAddress } from '@machimori/kernel';
