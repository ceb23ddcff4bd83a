import type { ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { useText } from '../language.tsx';
import { signInWords } from '../messages/sign-in.ts';

/** Codes that are shown once: to print, and to say that they are kept. */
export function RecoveryCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}): ReactNode {
  const say = useText();
  return (
    <div className="m-stack">
      <ul className="m-codes" aria-label={say(signInWords.codesLabel)}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="m-row pt-4">
        <Button size="large" onPress={onKept}>
          {say(signInWords.codesKept)}
        </Button>
        <Button kind="secondary" size="large" onPress={() => print()}>
          {say(signInWords.print)}
        </Button>
      </div>
    </div>
  );
}
