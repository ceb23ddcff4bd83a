import { createContext } from 'react';

/** What is wrong with which field, in the reader's words; one list for all fields of a form. */
export type FormErrors = Readonly<Record<string, string>>;

export const FormErrorsContext = createContext<FormErrors>({});
