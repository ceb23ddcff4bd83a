import { type ReactNode, useState } from 'react';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { DateText } from '../../design/date-text.tsx';
import { FileField } from '../../design/file-field.tsx';
import { Notice } from '../../design/notice.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { mapWords as words } from '../../messages/map.ts';

const mostBytes = 8 * 1024 * 1024;
const changes = [['city', 'outline']] as const;

/** Where whoever sees the whole city gives its outline, or takes it away again. */
export function OutlineField({
  keptAt,
  cityName,
}: {
  readonly keptAt: string | undefined;
  readonly cityName: string | undefined;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const [large, setLarge] = useState<number>();
  const keep = useAct(
    (file: File, key) =>
      call('PUT /city/outline', {
        file,
        key,
        query: cityName === undefined ? {} : { name: cityName },
      }),
    () => toast(say(words.outlineRead)),
    changes,
  );
  const remove = useAct(
    (_: null, key) => call('DELETE /city/outline', { key }),
    () => toast(say(words.outlineRemoved)),
    changes,
  );
  const problem = keep.problem ?? remove.problem;
  return (
    <section className="m-section m-stack m-screen-only" aria-labelledby="outline">
      <h2 id="outline">{say(words.outlineTitle)}</h2>
      {keptAt === undefined ? (
        <p>{say(words.outlineNone)}</p>
      ) : (
        <p className="m-row">
          <span>
            {say(words.outlineThere)}
            <DateText value={keptAt} />
          </span>
          <Button kind="text" size="small" busy={remove.busy} onPress={() => remove.run(null)}>
            {say(words.outlineRemove)}
          </Button>
        </p>
      )}
      <FileField
        label={say(words.outlineFile)}
        hint={say(words.outlineHow)}
        accept={['.geojson', '.json', 'application/geo+json']}
        onFile={(file) => {
          keep.forget();
          setLarge(file.size > mostBytes ? file.size : undefined);
          if (file.size <= mostBytes) keep.run(file);
        }}
      />
      <p role="status">{keep.busy ? say(words.reading) : ''}</p>
      {large === undefined ? null : (
        <Notice
          tone="error"
          title={say(words.outlineLarge, { size: (large / 1024 / 1024).toFixed(1) })}
        />
      )}
      {problem === null ? null : (
        <Notice tone="error" title={say(problem.text)}>
          {problem.next === undefined ? null : <p>{say(problem.next)}</p>}
        </Notice>
      )}
    </section>
  );
}
