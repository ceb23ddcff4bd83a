export { type EmailAddress, readEmailAddress, takeEmailAddress } from '@machimori/kernel';
