import { entered } from './design/form.tsx';
import type { FormErrors } from './design/form-errors.ts';
import type { Say } from './language.tsx';
import { accountWords } from './messages/account.ts';

// What can be told before asking the server. The server judges again, and more strictly.

const shortest = 12;

export function checkNewPassword(data: FormData, name: string, say: Say): FormErrors {
  const length = [...String(data.get(name) ?? '')].length;
  return length >= shortest
    ? {}
    : { [name]: say(accountWords.newPasswordShort, { count: length }) };
}

export function checkMail(data: FormData, say: Say): FormErrors {
  const mail = entered(data, 'email');
  if (mail === '') return { email: say(accountWords.mailMissing) };
  return /^[^\s@]+@[^\s@]+$/.test(mail) ? {} : { email: say(accountWords.mailWrong) };
}

export function checkCode(data: FormData, say: Say): FormErrors {
  return /^(\s*\d){6}\s*$/.test(plainDigits(data)) ? {} : { code: say(accountWords.codeWrong) };
}

/** Full-width digits and spaces, as a Japanese keyboard enters them, are digits too. */
export function plainDigits(data: FormData, name = 'code'): string {
  return entered(data, name).normalize('NFKC').replace(/[\s-]/g, '');
}
