import { type ReactNode, useState } from 'react';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { Button } from './button.tsx';

/** One file, chosen or dropped. The button comes first: dropping is an extra for those who can. */
export function FileField({
  label,
  hint,
  accept,
  onFile,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly accept: readonly string[];
  readonly onFile: (file: File) => void;
}): ReactNode {
  const say = useText();
  const [name, setName] = useState<string>();
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    setName(file.name);
    onFile(file);
  };
  return (
    <div className="m-field">
      <DropZone
        className="m-drop"
        onDrop={async (event) => {
          const item = event.items.find((each) => each.kind === 'file');
          if (item?.kind === 'file') take(await item.getFile());
        }}
      >
        <Text slot="label" className="m-label basis-full">
          {label}
        </Text>
        {hint === undefined ? null : <span className="m-hint basis-full">{hint}</span>}
        <FileTrigger acceptedFileTypes={[...accept]} onSelect={(list) => take(list?.[0])}>
          <Button kind="secondary">{say(designWords.chooseFile)}</Button>
        </FileTrigger>
        <span role="status">{name ?? say(designWords.noFile)}</span>
        <span className="m-hint basis-full">{say(designWords.dropHere)}</span>
      </DropZone>
    </div>
  );
}
