import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { EndToldContext } from './told.ts';

// One short word that something was done. It stays until it is closed or the next one comes: nothing
// that a slow reader might miss disappears by itself, but for an error that matters more. Errors never come as toasts, but for those of its own button.

/** What one may do about what was done: take it back. */
export interface ToastAct {
  readonly label: string;
  /** What went wrong, where anything did: said where the button was pressed. */
  readonly run: () => Promise<ToastFault | undefined>;
}
interface ToastFault {
  readonly title: string;
  readonly detail?: string;
}
type ShowToast = (message: string, act?: ToastAct) => void;

const ToastContext = createContext<ShowToast>(() => undefined);

export const useToast = (): ShowToast => use(ToastContext);

export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const say = useText();
  const [shown, setShown] = useState<{ readonly message: string; readonly act?: ToastAct }>();
  const [fault, setFault] = useState<ToastFault>();
  const [busy, setBusy] = useState(false);
  const close = useCallback(() => {
    setShown(undefined);
    setFault(undefined);
  }, []);
  const show = useCallback<ShowToast>((message, act) => {
    setFault(undefined);
    setShown(act === undefined ? { message } : { message, act });
  }, []);
  const endShown = useCallback(() => setShown(undefined), []);
  const { act } = shown ?? {};
  const press = async (of: ToastAct): Promise<void> => {
    setBusy(true);
    try {
      const wrong = await of.run();
      if (wrong !== undefined) {
        setShown(undefined);
        setFault(wrong);
      }
    } finally {
      setBusy(false);
    }
  };
  return (
    <ToastContext value={show}>
      <EndToldContext value={endShown}>{children}</EndToldContext>
      <div className="m-toasts" role="status">
        {shown === undefined ? null : (
          <Notice tone="success" title={shown.message} live={false}>
            {act === undefined ? null : (
              <Button kind="text" size="small" busy={busy} onPress={() => void press(act)}>
                {act.label}
              </Button>
            )}
            <Button kind="text" size="small" onPress={close}>
              {say(designWords.close)}
            </Button>
          </Notice>
        )}
        {fault === undefined ? null : (
          <Notice tone="error" title={fault.title}>
            {fault.detail === undefined ? null : <p>{fault.detail}</p>}
            <Button kind="text" size="small" onPress={close}>
              {say(designWords.close)}
            </Button>
          </Notice>
        )}
      </div>
    </ToastContext>
  );
}
