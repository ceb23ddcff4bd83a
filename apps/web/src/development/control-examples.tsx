import type { ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { CheckboxGroup } from '../design/checkbox-group.tsx';
import { CopyField } from '../design/copy-field.tsx';
import { FileField } from '../design/file-field.tsx';
import { Form } from '../design/form.tsx';
import { Anchor, ButtonLink, Link } from '../design/link.tsx';
import { RadioGroup } from '../design/radio-group.tsx';
import { Select } from '../design/select.tsx';
import { OneTimeCodeField, PasswordField, TextField } from '../design/text-field.tsx';

const kinds = ['primary', 'secondary', 'text', 'danger'] as const;
const sizes = ['large', 'medium', 'small'] as const;
const organisations = [
  { value: 'city', label: '星ヶ渡市' },
  { value: 'sensor', label: '水音センサ工業' },
];
const roles = [
  { value: 'contributor', label: '記入者', hint: '受け持ちの答えを書きます' },
  { value: 'auditor', label: '監査者', hint: '読むだけで、書きません' },
];
const nothing = (): void => undefined;

export function ControlExamples(): ReactNode {
  return (
    <div className="flex flex-col gap-12">
      <section className="m-stack">
        <h2>Button</h2>
        {sizes.map((size) => (
          <div key={size} className="m-row">
            {kinds.map((kind) => (
              <Button key={kind} kind={kind} size={size}>
                保存する
              </Button>
            ))}
          </div>
        ))}
        <div className="m-row">
          <Button isDisabled>使えないとき</Button>
          <Button busy>送信中</Button>
          <Button kind="danger" solid>
            取り除く
          </Button>
          <ButtonLink to="/">次のページへ</ButtonLink>
          <ButtonLink to="/" kind="secondary">
            もどる
          </ButtonLink>
        </div>
      </section>
      <section className="m-stack">
        <h2>Link</h2>
        <p>
          文の中の<Link to="/">リンク</Link>と、ファイルの<Anchor href="#city">リンク</Anchor>です。
        </p>
        <Link to="/" alone>
          ひとりで立つリンク
        </Link>
      </section>
      <section>
        <h2 className="mb-4">Field</h2>
        <Form onSend={nothing} label="入力の例">
          <TextField name="a" label="まちの名前" hint="例：星ヶ渡市" required />
          <TextField name="b" label="備考" required={false} lines={3} />
          <TextField name="c" label="使えない欄" isDisabled defaultValue="星ヶ渡市" />
          <PasswordField name="d" label="パスワード" autoComplete="current-password" required />
          <OneTimeCodeField name="e" label="確認コード（6桁）" required />
          <Select name="f" label="組織" choices={organisations} required />
          <RadioGroup name="g" label="役割（一つ）" choices={roles} defaultValue="auditor" />
          <CheckboxGroup
            name="h"
            label="役割（いくつでも）"
            choices={roles}
            defaultValue={['auditor']}
          />
          <Checkbox name="i" disabled defaultSelected>
            変えられない選択
          </Checkbox>
          <TextField name="j" label="終える日" type="date" />
          <FileField
            label="まちのファイル"
            hint="Excel（.xlsx）か YAML（.yaml）"
            accept={['.xlsx']}
            onFile={nothing}
          />
          <CopyField
            label="招待のリンク"
            value="https://machimori.example.lg.jp/invitation#token=6f2c1f0ad5e94b7c"
          />
        </Form>
      </section>
      <section>
        <h2 className="mb-4">Form, ErrorSummary</h2>
        <Form
          label="誤りのある例"
          onSend={nothing}
          problem={{
            title: '入力の誤り',
            fields: {
              k: 'メールアドレスの形（name@example.lg.jp）で入力してください',
              l: '組織を選んでください',
              m: '役割を一つ以上選んでください',
              n: 'パスワードは12文字以上にしてください（いまは5文字）',
            },
          }}
        >
          <TextField name="k" label="メールアドレス" required />
          <Select name="l" label="組織" choices={organisations} required />
          <CheckboxGroup name="m" label="役割" choices={roles} required />
          <PasswordField name="n" label="新しいパスワード" autoComplete="new-password" required />
        </Form>
      </section>
    </div>
  );
}
