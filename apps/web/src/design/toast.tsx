import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

// One short word that something was done. It stays until it is closed or the next one comes: nothing
// that a slow reader might miss disappears by itself. Errors never come as toasts.

const ToastContext = createContext<(message: string | undefined) => void>(() => undefined);

export const useToast = (): ((message: string) => void) => use(ToastContext);

export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const say = useText();
  const [message, setMessage] = useState<string>();
  const close = useCallback(() => setMessage(undefined), []);
  const shown = useMemo(() => setMessage, []);
  return (
    <ToastContext value={shown}>
      {children}
      <div className="m-toasts" role="status">
        {message === undefined ? null : (
          <Notice tone="success" title={message} live={false}>
            <Button kind="text" size="small" onPress={close}>
              {say(designWords.close)}
            </Button>
          </Notice>
        )}
      </div>
    </ToastContext>
  );
}
